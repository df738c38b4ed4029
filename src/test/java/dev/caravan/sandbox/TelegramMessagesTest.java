package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramMessagesTest {
  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void aMessageIsAnsweredAsItIsSeen() throws Exception {
    JsonNode result =
        send(
            """
            {"chat_id": -1001234567890, "message_thread_id": 7, "text": "Hello <b>world</b>", "parse_mode": "HTML",
             "reply_markup": {"inline_keyboard": [[{"text": "Yes", "callback_data": "a:1"}, {"text": "See", "url": "https://example.org"}]]}}
            """);

    assertThat(result.path("message_id").asLong()).isEqualTo(1);
    assertThat(result.path("text").asText()).isEqualTo("Hello world");
    assertThat(result.path("date").asLong()).isEqualTo(Outside.NOW.getEpochSecond());
    assertThat(result.path("chat").path("type").asText()).isEqualTo("supergroup");
    assertThat(result.path("entities").path(0).path("offset").asInt()).isEqualTo(6);
    ReceivedMessage kept = outside.farSide.received().list(Wanted.ALL, 0, 1).get(0);
    assertThat(kept.arrival().text()).isEqualTo("Hello world");
    assertThat(kept.arrival().place().threadId()).isEqualTo("7");
    assertThat(kept.arrival().actions())
        .containsExactly(
            new OfferedAction("button", "a:1", "Yes", "a:1"),
            new OfferedAction("link", null, "See", "https://example.org"));
  }

  @Test
  void aNullIsAnAbsentField() throws Exception {
    send("{\"chat_id\":5,\"text\":\"a\",\"message_thread_id\":null,\"reply_markup\":null}");

    assertThat(
            outside.farSide.received().list(Wanted.ALL, 0, 1).get(0).arrival().place().threadId())
        .isNull();
  }

  @Test
  void idsGrowWithinEachChat() throws Exception {
    send("{\"chat_id\":5,\"text\":\"a\"}");
    JsonNode second = send("{\"chat_id\":\"5\",\"text\":\"b\"}");
    JsonNode elsewhere = send("{\"chat_id\":\"@caravan\",\"text\":\"c\"}");

    assertThat(second.path("message_id").asLong()).isEqualTo(2);
    assertThat(elsewhere.path("message_id").asLong()).isEqualTo(1);
    assertThat(elsewhere.path("chat").path("type").asText()).isEqualTo("channel");
  }

  @Test
  void theLimitCountsWhatIsSeenAndNotItsMarkup() throws Exception {
    String text = "<b>" + "&lt;".repeat(4_096) + "</b>";

    assertThat(send("{\"chat_id\":5,\"parse_mode\":\"html\",\"text\":\"" + text + "\"}"))
        .isNotEmpty();
  }

  @Test
  void anEditMustChangeSomething() throws Exception {
    send("{\"chat_id\":5,\"text\":\"old\"}");

    var same =
        outside.telegram("editMessageText", "{\"chat_id\":5,\"message_id\":1,\"text\":\"old\"}");
    var other =
        outside.telegram("EDITMESSAGETEXT", "{\"chat_id\":5,\"message_id\":1,\"text\":\"new\"}");

    assertThat(same.json().path("description").asText())
        .startsWith("Bad Request: message is not modified");
    assertThat(other.json().path("result").path("edit_date").asLong()).isPositive();
    assertThat(outside.farSide.received().list(Wanted.ALL, 0, 1).get(0).arrival().text())
        .isEqualTo("new");
  }

  @Test
  void aDeletedMessageCanNoLongerBeRepliedTo() throws Exception {
    send("{\"chat_id\":5,\"text\":\"old\"}");
    String reply = "{\"chat_id\":5,\"text\":\"re\",\"reply_parameters\":{\"message_id\":1%s}}";

    var deleted = outside.telegram("deleteMessage", "{\"chat_id\":5,\"message_id\":1}");
    var refused = outside.telegram("sendMessage", reply.formatted(""));
    var anyway =
        outside.telegram("sendMessage", reply.formatted(",\"allow_sending_without_reply\":true"));

    assertThat(deleted.json().path("result").asBoolean()).isTrue();
    assertThat(refused.json().path("description").asText())
        .isEqualTo("Bad Request: message to be replied not found");
    assertThat(anyway.status()).isEqualTo(200);
  }

  @Test
  void aFormIsTakenAndTheColonOfTheTokenMayBeEscaped() throws Exception {
    var reply =
        outside.send(
            outside
                .to("/sandbox/telegram/bot1%3Asandbox/sendmessage")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("chat_id=5&text=a+%26+b")));

    assertThat(reply.json().path("result").path("text").asText()).isEqualTo("a & b");
  }

  @Test
  void theTokenIsTestedByGetMe() throws Exception {
    assertThat(outside.telegram("getMe", "").json().path("result").path("is_bot").asBoolean())
        .isTrue();
  }

  private JsonNode send(String body) throws Exception {
    Outside.Reply reply = outside.telegram("sendMessage", body);
    assertThat(reply.status()).as(reply.whole().body()).isEqualTo(200);
    return reply.json().path("result");
  }
}
