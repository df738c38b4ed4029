package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LineRefusalsTest {
  private static final String USER = "U4af4980629000000000000000000abcd";
  private static final String MINE = "U00000000000000000000000000000001";

  private static final Outside OUTSIDE =
      new Outside(
          new Settings(
              100, 10_000, 1, true, Map.of("line", Map.of(MINE, "403 Not for your plan"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  record Faulty(String messages, String property, String message) {}

  static Stream<Faulty> faults() {
    String text = "{'type':'text','text':'x'}";
    return Stream.of(
        new Faulty("[]", "messages", "Size must be between 1 and 5"),
        new Faulty(
            "[" + String.join(",", Collections.nCopies(6, text)) + "]",
            "messages",
            "Size must be between 1 and 5"),
        new Faulty("[{'type':'text'}]", "messages[0].text", "May not be empty"),
        new Faulty("[{'type':'text','text':' '}]", "messages[0].text", "May not be empty"),
        new Faulty(
            "[{'type':'text','text':'" + "x".repeat(5_001) + "'}]",
            "messages[0].text",
            "Length must be between 0 and 5000"),
        new Faulty("[{'type':'text','text':'x','txet':1}]", "messages[0].txet", "Unknown property"),
        new Faulty(
            "[{'type':'textV2','text':'{x'}]", "messages[0].text", "Braces must be used in pairs"),
        new Faulty(
            "[{'type':'textV2','text':'{x}'}]", "messages[0].substitution.x", "Must be specified"),
        new Faulty(
            "[{'type':'textV2','text':'{x}','substitution':{'x':{'type':'mention','mentionee':{'type':'all'}}}}]",
            "messages[0].substitution.x",
            "A mention can be sent to a group chat or a multi-person chat only"),
        new Faulty(
            "[{'type':'image','originalContentUrl':'http://c.dev/p.png','previewImageUrl':'https://c.dev/p.png'}]",
            "messages[0].originalContentUrl",
            "Must be a valid HTTPS URL"),
        new Faulty(
            bubble("{'type':'button','action':" + action("x".repeat(41), "'data':'d'") + "}"),
            "messages[0].contents.body.contents[0].action.label",
            "Length must be between 0 and 40"),
        new Faulty(
            bubble(
                "{'type':'button','action':"
                    + action("x", "'data':'" + "d".repeat(301) + "'")
                    + "}"),
            "messages[0].contents.body.contents[0].action.data",
            "Length must be between 0 and 300"),
        new Faulty(
            bubble("{'type':'button'}"),
            "messages[0].contents.body.contents[0].action",
            "May not be null"),
        new Faulty(
            bubble("{'type':'text','text':'" + "x".repeat(30_000) + "'}"),
            "messages[0].contents",
            "Must be at most 30 KB"),
        new Faulty(
            "[{'type':'text','text':'x','quickReply':{'items':["
                + String.join(
                    ",", Collections.nCopies(14, "{'action':" + action("x", "'data':'d'") + "}"))
                + "]}}]",
            "messages[0].quickReply.items",
            "Size must be between 1 and 13"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultOfTheBodyIsNamedByItsProperty(Faulty faulty) throws Exception {
    Outside.Reply reply = push(USER, faulty.messages());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("message").asText()).isEqualTo("The request body has 1 error(s)");
    assertThat(reply.json().path("details").path(0).path("property").asText())
        .isEqualTo(faulty.property());
    assertThat(reply.json().path("details").path(0).path("message").asText())
        .isEqualTo(faulty.message());
  }

  @Test
  void aLabelIsMeasuredAsItIsSeen() throws Exception {
    String families = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(40);

    assertThat(
            push(USER, bubble("{'type':'button','action':" + action(families, "'data':'d'") + "}"))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "someone, 400, 'The property, ''to'', in the request body is invalid (line: -, column: -)'",
    "Udead000000000000000000000000abcd, 400, Failed to send messages",
    "Cdead000000000000000000000000abcd, 400, Failed to send messages",
    "U04290000000000000000000000000000, 429, You have reached your monthly limit.",
    MINE + ", 403, Not for your plan"
  })
  void aRecipientIsRefusedByTheRealOnesWords(String to, int status, String message)
      throws Exception {
    Outside.Reply reply = push(to, "[{'type':'text','text':'x'}]");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("message").asText()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer wrong, application/json, v2/bot/message/push, 401",
    "Basic sandbox, application/json, v2/bot/message/push, 401",
    "Bearer sandbox, text/plain, v2/bot/message/push, 415",
    "Bearer sandbox, application/json, v2/bot/message/shout, 404"
  })
  void aCallIsRefusedByItsTokenItsTypeOrItsPath(String token, String type, String path, int status)
      throws Exception {
    assertThat(
            OUTSIDE
                .send(
                    OUTSIDE
                        .to("/sandbox/line/" + path)
                        .header("Authorization", token)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}")))
                .status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"'{', ''", "'[]', ''", "'{}', not-a-uuid"})
  void aBodyOrARetryKeyThatCannotBeReadIsRefused(String body, String key) throws Exception {
    var request =
        OUTSIDE
            .to("/sandbox/line/v2/bot/message/push")
            .header("Authorization", "Bearer " + Tokens.LINE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("X-Line-Retry-Key", key);
    }

    assertThat(OUTSIDE.send(request).status()).isEqualTo(400);
  }

  @Test
  void theRealOnesLeniencyIsToBeHadWithoutStrictMode() throws Exception {
    try (Outside lenient = new Outside(new Settings(100, 10_000, 1, false, Map.of()))) {
      assertThat(push(lenient, USER, "[{'type':'text','text':'x','txet':1}]").status())
          .isEqualTo(200);
    }
  }

  private static String action(String label, String more) {
    return "{'type':'postback','label':'" + label + "'," + more + "}";
  }

  private static String bubble(String component) {
    return "[{'type':'flex','altText':'x','contents':{'type':'bubble','body':{'type':'box','layout':'vertical','contents':["
        + component
        + "]}}}]";
  }

  private static Outside.Reply push(String to, String messages) throws Exception {
    return push(OUTSIDE, to, messages);
  }

  private static Outside.Reply push(Outside outside, String to, String messages) throws Exception {
    String body = "{'to':'" + to + "','messages':" + messages + "}";
    return outside.send(
        outside
            .to("/sandbox/line/v2/bot/message/push")
            .header("Authorization", "Bearer " + Tokens.LINE)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }
}
