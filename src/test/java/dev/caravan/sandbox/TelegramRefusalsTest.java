package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TelegramRefusalsTest {
  private static final Outside OUTSIDE =
      new Outside(
          new Settings(
              100,
              10_000,
              1,
              true,
              Map.of("telegram", Map.of("77", "403 Forbidden: bot was kicked"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  record Refusal(String method, String body, int code, String description) {}

  static Stream<Refusal> refusals() {
    return Stream.of(
        send("{'text':'x'}", "Bad Request: chat_id is empty"),
        send("{'chat_id':'someone','text':'x'}", "Bad Request: chat not found"),
        send("{'chat_id':5.5,'text':'x'}", "Bad Request: chat not found"),
        send("{'chat_id':9007199254740993,'text':'x'}", "Bad Request: chat not found"),
        send("{'chat_id':400,'text':'x'}", "Bad Request: chat not found"),
        forbidden("{'chat_id':403,'text':'x'}", "Forbidden: bot was blocked by the user"),
        forbidden("{'chat_id':'410','text':'x'}", "Forbidden: user is deactivated"),
        forbidden("{'chat_id':-403,'text':'x'}", "Forbidden: bot was kicked from the group chat"),
        forbidden("{'chat_id':77,'text':'x'}", "Forbidden: bot was kicked"),
        send(
            "{'chat_id':-301,'text':'x'}",
            "Bad Request: group chat was upgraded to a supergroup chat"),
        send("{'chat_id':5}", "Bad Request: message text is empty"),
        send("{'chat_id':5,'text':' '}", "Bad Request: message text is empty"),
        html("<b></b>", "message text is empty"),
        send(
            "{'chat_id':5,'text':'" + "x".repeat(4_097) + "'}", "Bad Request: message is too long"),
        send(
            "{'chat_id':5,'text':'x','parse_mode':'BBCode'}",
            "Bad Request: unsupported parse_mode"),
        html(
            "é <big>x</big>",
            "can't parse entities: Unsupported start tag \\\"big\\\" at byte offset 3"),
        html(
            "<b>x",
            "can't parse entities: Can't find end tag corresponding to start tag \\\"b\\\" at byte offset 4"),
        html("x & y", "can't parse entities: Unsupported entity at byte offset 2"),
        button("'callback_data':'" + "é".repeat(33) + "'", "BUTTON_DATA_INVALID"),
        button("'callback_data':''", "BUTTON_DATA_INVALID"),
        button(
            "'style':'danger'",
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        button(
            "'url':'https://e.org','callback_data':'a'",
            "can't parse inline keyboard button: Exactly one of the optional fields must be used"),
        send(
            "{'chat_id':5,'text':'x','reply_markup':{'inline_keyboard':[{}]}}",
            "Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays"),
        send(
            "{'chat_id':5,'text':'x','reply_markup':[]}",
            "Bad Request: object expected as reply markup"),
        send(
            "{'chat_id':5,'text':'x','message_thread_id':0}",
            "Bad Request: message thread not found"),
        send("{'chat_id':5,'text':'x','txet':'y'}", "Bad Request: unknown field txet"),
        send("{'chat_id':5", "Bad Request: can't parse JSON object"),
        new Refusal(
            "editMessageText",
            "{'chat_id':5,'message_id':9,'text':'x'}",
            400,
            "Bad Request: message to edit not found"),
        new Refusal(
            "editMessageText",
            "{'chat_id':5,'text':'x'}",
            400,
            "Bad Request: message identifier is not specified"),
        new Refusal(
            "deleteMessage",
            "{'chat_id':5,'message_id':9}",
            400,
            "Bad Request: message to delete not found"),
        new Refusal("shout", "{}", 404, "Not Found: method not found"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aCallIsRefusedWithTheCodeAsItsStatus(Refusal refusal) throws Exception {
    Outside.Reply reply = OUTSIDE.telegram(refusal.method(), refusal.body().replace('\'', '"'));

    assertThat(reply.json().path("description").asText()).isEqualTo(refusal.description());
    assertThat(reply.status()).isEqualTo(refusal.code());
    assertThat(reply.json().path("error_code").asInt()).isEqualTo(refusal.code());
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "bot1:wrong/sendMessage, 401, Unauthorized",
    "1:sandbox/sendMessage, 404, Not Found",
    "bot1:sandbox, 404, Not Found"
  })
  void aPathWithoutTheTokenIsRefused(String path, int code, String description) throws Exception {
    Outside.Reply reply =
        OUTSIDE.send(OUTSIDE.to("/sandbox/telegram/" + path).POST(BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(code);
    assertThat(reply.json().path("description").asText()).isEqualTo(description);
  }

  @Test
  void anUpgradedGroupNamesItsNewId() throws Exception {
    Outside.Reply reply = OUTSIDE.telegram("sendMessage", "{\"chat_id\":-301,\"text\":\"x\"}");

    assertThat(reply.json().path("parameters").path("migrate_to_chat_id").asLong())
        .isEqualTo(-1_001_000_000_301L);
  }

  @Test
  void theRealOnesLeniencyIsToBeHadWithoutStrictMode() throws Exception {
    try (Outside lenient = new Outside(new Settings(100, 10_000, 1, false, Map.of()))) {
      Outside.Reply reply =
          lenient.telegram(
              "sendMessage",
              "{\"chat_id\":5,\"text\":\"x & y\",\"parse_mode\":\"HTML\",\"txet\":1}");

      assertThat(reply.json().path("result").path("text").asText()).isEqualTo("x & y");
    }
  }

  private static Refusal send(String body, String description) {
    return new Refusal("sendMessage", body, 400, description);
  }

  private static Refusal forbidden(String body, String description) {
    return new Refusal("sendMessage", body, 403, description);
  }

  private static Refusal html(String text, String why) {
    return send(
        "{'chat_id':5,'parse_mode':'HTML','text':'" + text + "'}",
        "Bad Request: " + why.replace("\\\"", "\""));
  }

  private static Refusal button(String fields, String why) {
    return send(
        "{'chat_id':5,'text':'x','reply_markup':{'inline_keyboard':[[{'text':'t',"
            + fields
            + "}]]}}",
        "Bad Request: " + why);
  }
}
