package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.sandbox.teams.PretendTeams;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TeamsRefusalsTest {
  private static final Outside OUTSIDE =
      new Outside(
          new Settings(
              100,
              1_000_000,
              1,
              true,
              Map.of("teams", Map.of("a:mine", "403 NotEnoughPermissions"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "19%3Adead1%40thread.tacv2, 404, ConversationNotFound",
    "19%3Agone1%40thread.v2, 403, BotNotInConversationRoster",
    "19%3Adisabled%40thread.v2, 403, BotDisabledByAdmin",
    "a%3Aother1, 403, BadArgument",
    "a%3Amine, 403, NotEnoughPermissions",
    "29%3A1XJK, 400, BadSyntax",
    "nobody, 400, BadSyntax",
    "a%3A1abc%3Bmessageid%3D7, 400, BadSyntax"
  })
  void a_conversation_is_refused_by_the_code_of_the_real_connector(
      String conversation, int status, String code) throws Exception {
    Outside.Reply reply =
        OUTSIDE.teams(
            "POST", conversation + "/activities", "{\"type\":\"message\",\"text\":\"x\"}");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().at("/error/code").asText()).isEqualTo(code);
    assertThat(reply.json().at("/error/message").asText()).isNotEmpty();
  }

  @Test
  void a_blocked_bot_is_refused_in_a_form_of_its_own() throws Exception {
    Outside.Reply reply =
        OUTSIDE.teams("POST", "a%3Ablocked/activities", "{\"type\":\"message\",\"text\":\"x\"}");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().path("errorCode").asInt()).isEqualTo(209);
    assertThat(reply.json().path("message").asText()).contains("MessageWritesBlocked");
  }

  record Refusal(String body, String message) {}

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal("{'text':'x'}", "type is not message"),
        new Refusal("{'type':'shout','text':'x'}", "type is not message"),
        new Refusal("{'type':'message'}", "neither a text nor attachments"),
        new Refusal("{'type':'message','text':' '}", "neither a text nor attachments"),
        new Refusal("{'type':'message','text':5}", "text or textFormat is invalid"),
        new Refusal(
            "{'type':'message','text':'x','textFormat':'html'}", "text or textFormat is invalid"),
        new Refusal("{'type':'message','text':'x','txet':'y'}", "Unknown field txet"),
        new Refusal(
            "{'type':'message','text':'x','conversation':{'id':'a:2'}}", "another conversation"),
        new Refusal("{'type':'message','textFormat':'xml','text':'<b>x'}", "not well-formed"),
        new Refusal("{'type':'message','textFormat':'xml','text':'a & b'}", "not well-formed"),
        new Refusal(
            "{'type':'message','textFormat':'xml','text':'<script>x</script>'}",
            "Unknown tag script"),
        new Refusal(attachment("'image/webp'", "{}"), "Unknown attachment type"),
        new Refusal(attachment("'image/png'", "{}"), "no https address"),
        card("{}", "no AdaptiveCard"),
        card("{'type':'AdaptiveCard','version':'1.6','body':[]}", "version is unknown"),
        card("{'type':'AdaptiveCard','version':'1.5'}", "no body"),
        body("{'type':'Blink'}", "Unknown element type"),
        body("{'type':'TextBlock'}", "has no text"),
        body("{'type':'RichTextBlock','inlines':[]}", "has no inlines"),
        body("{'type':'RichTextBlock','inlines':[{'text':'x'}]}", "no TextRun"),
        body("{'type':'Image','url':'http://c.dev/a.png'}", "no https address"),
        body("{'type':'Input.ChoiceSet','id':'a','choices':[]}", "incomplete"),
        body("{'type':'Input.ChoiceSet','choices':[{'title':'a','value':'b'}]}", "incomplete"),
        body("{'type':'ActionSet','actions':[]}", "has no actions"),
        body(
            "{'type':'ActionSet','actions':[{'type':'Action.Dance','title':'x'}]}",
            "unknown type or incomplete"),
        body(
            "{'type':'ActionSet','actions':[{'type':'Action.OpenUrl','title':'x'}]}",
            "unknown type or incomplete"),
        body(
            "{'type':'TextBlock','id':'a','text':'x'},{'type':'TextBlock','id':'a','text':'x'}",
            "used twice"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void an_activity_is_refused_as_an_argument_with_what_is_wrong(Refusal refusal) throws Exception {
    Outside.Reply reply = post(refusal.body().replace('\'', '"'));

    assertThat(reply.status()).as(reply.whole().body()).isEqualTo(400);
    assertThat(reply.json().at("/error/code").asText()).isEqualTo("BadArgument");
    assertThat(reply.json().at("/error/message").asText()).contains(refusal.message());
  }

  @Test
  void a_body_that_is_no_json_is_bad_syntax() throws Exception {
    assertThat(post("{\"type\":").json().at("/error/code").asText()).isEqualTo("BadSyntax");
  }

  @Test
  void an_activity_above_100_KB_in_utf_16_is_too_big() throws Exception {
    String frame = "{\"type\":\"message\",\"text\":\"%s\"}";
    int most = 51_200 - frame.length() + 2;

    assertThat(post(frame.formatted("ü".repeat(most))).status()).isEqualTo(201);
    Outside.Reply refused = post(frame.formatted("ü".repeat(most + 1)));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("MessageSizeTooBig");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 401",
    "Bearer sandbox, 401",
    "Bearer sandbox.9999999999.0, 401",
    "Basic sandbox, 401"
  })
  void nobody_gets_in_without_a_token_that_was_given_out(String authorization, int status)
      throws Exception {
    var request =
        OUTSIDE
            .to("/sandbox/teams/v3/conversations/a%3A1/activities")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"type\":\"message\",\"text\":\"x\"}"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    Outside.Reply reply = OUTSIDE.send(request);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("message").asText()).startsWith("Authorization has been denied");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, a%3A1/activities, 405",
    "PUT, a%3A1/activities, 405",
    "DELETE, a%3A1/activities, 405",
    "POST, a%3A1/pagedmembers, 405",
    "POST, a%3A1/shout, 404",
    "POST, a%3A1, 404",
    "PUT, a%3A1/activities/9, 404",
    "DELETE, a%3A1/activities/9, 404"
  })
  void a_wrong_path_verb_or_message_is_refused(String method, String path, int status)
      throws Exception {
    assertThat(OUTSIDE.teams(method, path, "{\"type\":\"message\",\"text\":\"x\"}").status())
        .isEqualTo(status);
  }

  @Test
  void only_json_is_taken() throws Exception {
    Outside.Reply reply =
        OUTSIDE.send(
            OUTSIDE
                .to("/sandbox/teams/v3/conversations/a%3A1/activities")
                .header("Authorization", "Bearer " + OUTSIDE.teamsToken())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"type\":\"message\",\"text\":\"x\"}")));

    assertThat(reply.status()).isEqualTo(415);
  }

  @Test
  void a_refusal_in_the_settings_that_nobody_can_read_is_found_at_start() {
    Settings wrong = new Settings(1, 1, 1, true, Map.of("teams", Map.of("a:1", "no")));

    assertThatThrownBy(
            () ->
                new PretendTeams(
                    new Received(InstantSource.system(), wrong), InstantSource.system(), wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("403 BotDisabledByAdmin");
  }

  @Test
  void the_real_ones_leniency_is_to_be_had_without_strict_mode() throws Exception {
    try (Outside lenient = new Outside(new Settings(100, 10_000, 1, false, Map.of()))) {
      Outside.Reply reply =
          lenient.teams(
              "POST",
              "a%3A1/activities",
              "{\"type\":\"message\",\"txet\":1,\"textFormat\":\"xml\",\"text\":\"<big>x</big>\"}");

      assertThat(reply.status()).isEqualTo(201);
    }
  }

  private static Outside.Reply post(String json) throws Exception {
    return OUTSIDE.teams("POST", "a%3A1/activities", json);
  }

  private static String attachment(String type, String content) {
    return "{'type':'message','attachments':[{'contentType':%s,'content':%s}]}"
        .formatted(type, content);
  }

  private static Refusal card(String card, String message) {
    return new Refusal(attachment("'application/vnd.microsoft.card.adaptive'", card), message);
  }

  private static Refusal body(String elements, String message) {
    return card("{'type':'AdaptiveCard','version':'1.5','body':[" + elements + "]}", message);
  }
}
