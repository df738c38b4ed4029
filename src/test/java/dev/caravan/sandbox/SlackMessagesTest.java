package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.util.json.GsonFactory;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackMessagesTest {
  private static final String BUTTONS =
      """
      {"channel": "C1", "text": "Deploy?", "blocks": [
        {"type": "section", "text": {"type": "mrkdwn", "text": "Deploy?"}},
        {"type": "actions", "elements": [
          {"type": "button", "action_id": "yes", "text": {"type": "plain_text", "text": "Yes"}, "value": "tok_1"},
          {"type": "button", "action_id": "see", "text": {"type": "plain_text", "text": "See"}, "url": "https://example.org"}]}]}
      """;

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void slacksOwnTypesReadTheAnswerOfAPost() throws Exception {
    Outside.Reply reply = outside.slack("chat.postMessage", BUTTONS);

    ChatPostMessageResponse read =
        GsonFactory.createSnakeCase().fromJson(reply.whole().body(), ChatPostMessageResponse.class);
    assertThat(read.isOk()).isTrue();
    assertThat(read.getChannel()).isEqualTo("C1");
    assertThat(read.getTs()).isEqualTo("1772366400.000000").isEqualTo(read.getMessage().getTs());
    assertThat(read.getMessage().getText()).isEqualTo("Deploy?");
    assertThat(((ActionsBlock) read.getMessage().getBlocks().get(1)).getElements()).hasSize(2);
  }

  @Test
  void whatArrivedIsKeptWithItsButtons() throws Exception {
    outside.slack("chat.postMessage", BUTTONS);

    ReceivedMessage kept = outside.farSide.received().list(Wanted.ALL, 0, 1).get(0);
    assertThat(kept.arrival().text()).isEqualTo("Deploy?");
    assertThat(kept.receivedAt()).isEqualTo(Outside.NOW);
    assertThat(kept.arrival().actions())
        .containsExactly(
            new OfferedAction("button", "yes", "Yes", "tok_1"),
            new OfferedAction("link", "see", "See", "https://example.org"));
  }

  @Test
  void aFormIsTakenAsWellAsJson() throws Exception {
    Outside.Reply reply =
        outside.send(
            outside
                .to("/sandbox/slack/api/chat.postMessage")
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("channel=%23general&text=a+%26+b&blocks=%5B%5D")));

    assertThat(reply.json().path("ok").asBoolean()).isTrue();
    assertThat(reply.json().path("channel").asText()).startsWith("C0");
    assertThat(reply.json().path("message").path("text").asText()).isEqualTo("a & b");
  }

  @Test
  void timestampsGrowEvenWhileTheClockStandsStill() throws Exception {
    String first = post("{\"channel\":\"C1\",\"text\":\"a\"}");
    String second = post("{\"channel\":\"C2\",\"text\":\"b\"}");

    assertThat(second).isGreaterThan(first).isEqualTo("1772366400.000001");
  }

  @Test
  void aUserIsAnsweredInADirectMessageWhichIsThenEditedAndDeletedByItsOwnId() throws Exception {
    String ts = post("{\"channel\":\"U7\",\"text\":\"old\"}");

    var edited = outside.slack("chat.update", named("D7", ts));
    var deleted = outside.slack("chat.delete", named("D7", ts));
    var again = outside.slack("chat.delete", named("D7", ts));

    assertThat(edited.json().path("text").asText()).isEqualTo("new");
    assertThat(deleted.json().path("ts").asText()).isEqualTo(ts);
    assertThat(again.json().path("error").asText()).isEqualTo("message_not_found");
    ReceivedMessage kept = outside.farSide.received().list(Wanted.ALL, 0, 1).get(0);
    assertThat(kept.arrival().place().recipientId()).isEqualTo("U7");
    assertThat(kept.arrival().text()).isEqualTo("new");
    assertThat(kept.editedAt()).isEqualTo(Outside.NOW);
    assertThat(kept.deleted()).isTrue();
  }

  @Test
  void aThreadIsOpenUntilItsFirstMessageIsDeleted() throws Exception {
    String ts = post("{\"channel\":\"C1\",\"text\":\"first\"}");
    String reply = "{\"channel\":\"C1\",\"text\":\"re\",\"thread_ts\":\"" + ts + "\"}";

    var within = outside.slack("chat.postMessage", reply);
    outside.slack("chat.delete", named("C1", ts));
    var late = outside.slack("chat.postMessage", reply);

    assertThat(within.json().path("message").path("thread_ts").asText()).isEqualTo(ts);
    assertThat(late.json().path("error").asText()).isEqualTo("thread_not_found");
  }

  @Test
  void aPersonsMessageThatTheSandboxNeverSawCanBeAnsweredInItsThread() throws Exception {
    assertThat(post("{\"channel\":\"C1\",\"text\":\"re\",\"thread_ts\":\"1700000000.000100\"}"))
        .isNotEmpty();
  }

  @Test
  void theTokenIsTestedByAuthTest() throws Exception {
    assertThat(outside.slack("auth.test", "{}").json().path("team_id").asText())
        .isEqualTo("T0SANDBOX");
  }

  private String post(String body) throws Exception {
    return outside.slack("chat.postMessage", body).json().path("ts").asText();
  }

  private static String named(String channel, String ts) {
    return "{\"channel\":\"%s\",\"ts\":\"%s\",\"text\":\"new\"}".formatted(channel, ts);
  }
}
