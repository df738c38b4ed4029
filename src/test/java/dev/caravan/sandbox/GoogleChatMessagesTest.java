package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.chat.v1.Message;
import com.google.protobuf.util.JsonFormat;
import dev.caravan.sandbox.Outside.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleChatMessagesTest {
  private static final String CARD =
      """
      {"text": "Deploy?", "cardsV2": [{"cardId": "a", "card": {"sections": [{"widgets": [
        {"image": {"imageUrl": "https://example.org/plan.png", "altText": "The plan"}},
        {"buttonList": {"buttons": [
          {"text": "Yes", "type": "FILLED", "onClick": {"action": {"function": "press", "parameters": [{"key": "token", "value": "t1"}]}}},
          {"text": "See", "color": {"red": 0.9}, "onClick": {"openLink": {"url": "https://example.org"}}}]}},
        {"selectionInput": {"name": "where", "label": "Where", "type": "DROPDOWN",
          "items": [{"text": "Here", "value": "t2"}], "onChangeAction": {"function": "press"}}}]}]}}]}
      """;

  private final Outside outside = new Outside();
  private GoogleChatCalls chat;

  @BeforeEach
  void open() throws Exception {
    chat = new GoogleChatCalls(outside);
  }

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void googlesOwnTypesReadTheAnswerOfACreate() throws Exception {
    Reply reply = chat.create("spaces/A", "", "{\"text\":\"Hello\"}");

    Message.Builder read = Message.newBuilder();
    JsonFormat.parser().merge(reply.whole().body(), read);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(read.getName()).matches("spaces/A/messages/(\\w+)\\.\\1");
    assertThat(read.getThread().getName()).matches("spaces/A/threads/\\w+");
    assertThat(read.getText()).isEqualTo("Hello");
    assertThat(read.getCreateTime().getSeconds()).isEqualTo(Outside.NOW.getEpochSecond());
  }

  @Test
  void whatArrivedIsKeptWithItsButtonsAndImages() throws Exception {
    chat.create("spaces/A", "", CARD);

    Arrival kept = kept(0).arrival();
    assertThat(kept.text()).isEqualTo("Deploy?");
    assertThat(kept.beside().files()).containsExactly("https://example.org/plan.png");
    assertThat(kept.actions())
        .containsExactly(
            new OfferedAction("button", "press", "Yes", "t1"),
            new OfferedAction("link", null, "See", "https://example.org"),
            new OfferedAction("option", "where", "Here", "t2"));
  }

  @Test
  void aReaderSeesNamesAndLabelsAndTheNamedAreNotified() throws Exception {
    chat.create(
        "spaces/A",
        "",
        "{\"text\":\"<users/7> <USERS/all> see <https://e.org/?a|the page>, <https://e.org> <b:c> < users/8>\"}");

    assertThat(kept(0).arrival().text())
        .isEqualTo("@7 @all see the page, https://e.org <b:c> < users/8>");
    assertThat(kept(0).arrival().beside().notified()).containsExactly("users/7", "users/all");
  }

  @Test
  void aRequestThatComesAgainGetsTheFirstMessageAndChangesNothing() throws Exception {
    Reply first = chat.create("spaces/A", "?requestId=r1", "{\"text\":\"first\"}");
    Reply again = chat.create("spaces/A", "?requestId=r1", "{\"text\":\"second\"}");
    Reply other = chat.create("spaces/A", "?requestId=r2", "{\"text\":\"third\"}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("name")).isEqualTo(first.json().path("name"));
    assertThat(again.json().path("text").asText()).isEqualTo("first");
    assertThat(other.json().path("name")).isNotEqualTo(first.json().path("name"));
    assertThat(outside.farSide.received().count(Wanted.ALL)).isEqualTo(2);
    assertThat(kept(0).arrival().key()).isEqualTo("r1");
  }

  @Test
  void aThreadIsContinuedByItsNameAndByItsKey() throws Exception {
    String keyed = "{\"text\":\"x\",\"thread\":{\"threadKey\":\"build\"}}";
    String option = "?messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";
    String thread = thread(chat.create("spaces/A", option, keyed));
    String named = "{\"text\":\"x\",\"thread\":{\"name\":\"" + thread + "\"}}";

    assertThat(thread(chat.create("spaces/A", option, keyed))).isEqualTo(thread);
    assertThat(thread(chat.create("spaces/A", option, named))).isEqualTo(thread);
    assertThat(thread(chat.create("spaces/B", option, keyed))).isNotEqualTo(thread);
    assertThat(kept(1).arrival().place().threadId()).isEqualTo("build");
    assertThat(kept(2).arrival().place().threadId()).isEqualTo(thread);
  }

  @Test
  void aThreadWithoutAReplyOptionIsOverlooked() throws Exception {
    String named = "{\"text\":\"x\",\"thread\":{\"name\":\"spaces/A/threads/T\"}}";

    assertThat(thread(chat.create("spaces/A", "", named))).isNotEqualTo("spaces/A/threads/T");
    assertThat(kept(0).arrival().place().threadId()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD, 200", "REPLY_MESSAGE_OR_FAIL, 404"})
  void aThreadThatIsGoneBeginsAnewOrFails(String option, int status) throws Exception {
    String gone = "{\"text\":\"x\",\"thread\":{\"name\":\"spaces/A/threads/GONE1\"}}";

    assertThat(chat.create("spaces/A", "?messageReplyOption=" + option, gone).status())
        .isEqualTo(status);
  }

  @Test
  void aPatchChangesWhatItsMaskNamesAndADeleteTakesAllBack() throws Exception {
    String name = chat.create("spaces/A", "", CARD).json().path("name").asText();

    assertThat(chat.patch(name, "text", "{\"text\":\"<users/1> new\"}").status()).isEqualTo(200);
    assertThat(kept(0).arrival().text()).isEqualTo("@1 new");
    assertThat(kept(0).arrival().actions()).hasSize(3);
    chat.patch(name, "text,cardsV2", "{\"text\":\"newer\"}");
    assertThat(kept(0).arrival().actions()).isEmpty();
    assertThat(kept(0).arrival().beside().files()).isEmpty();
    assertThat(chat.delete(name).whole().body()).isEqualTo("{}");
    assertThat(kept(0).deleted()).isTrue();
    assertThat(chat.delete(name).status()).isEqualTo(404);
    assertThat(chat.patch(name, "text", "{\"text\":\"x\"}").status()).isEqualTo(404);
  }

  @Test
  void theAppsSpacesAreListed() throws Exception {
    assertThat(
            chat.call("GET", "v1/spaces?pageSize=1", "")
                .json()
                .path("spaces")
                .findValuesAsText("name"))
        .containsExactly("spaces/SANDBOX");
  }

  @Test
  void anOversizedLimitOfTheSandboxForgetsItsOldestRequests() throws Exception {
    try (Outside small = new Outside(new Settings(1, 10_000, 1, true, java.util.Map.of()))) {
      GoogleChatCalls calls = new GoogleChatCalls(small);
      for (String id : List.of("r1", "r2", "r1")) {
        calls.create("spaces/A", "?requestId=" + id, "{\"text\":\"x\"}");
      }
      assertThat(small.farSide.received().count(Wanted.ALL)).isEqualTo(3);
    }
  }

  private ReceivedMessage kept(int at) {
    return outside.farSide.received().list(Wanted.ALL, 0, 10).get(at);
  }

  private static String thread(Reply reply) {
    return reply.json().path("thread").path("name").asText();
  }
}
