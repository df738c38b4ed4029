package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/templates}, and what is said by a template. */
class TemplatesTest {
  private static final String TEMPLATES = "/api/v1/templates/";
  private static final String SEND = "/api/v1/messaging/proactive/send";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void a_template_is_made_changed_shown_with_its_versions_and_taken_away() {
    TestHub.Answer made = put("news", Map.of("template", "News: {{what}}", "description", "Daily"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body())
        .containsEntry("version", 1)
        .containsEntry("format", "plain")
        .containsEntry("description", "Daily")
        .containsEntry("created_by", "admin")
        .containsEntry("variables", List.of(Map.of("name", "what", "need", "required")))
        .containsEntry("warnings", List.of());

    TestHub.Answer changed =
        put("news", Map.of("template", "{{what}}!", "defaults", Map.of("waht", "?")));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body()).containsEntry("version", 2);
    assertThat(changed.text("warnings")).contains("Did you mean 'what'?");

    assertThat(hub.get(TEMPLATES + "news").body()).containsEntry("version", 2);
    assertThat(hub.get(TEMPLATES + "news/versions").items())
        .extracting(v -> v.get("version"))
        .containsExactly(2, 1);
    assertThat(hub.get(TEMPLATES + "news/versions?limit=1").text("next")).isEqualTo("2");
    assertThat(hub.get(TEMPLATES + "news/versions/1").body())
        .containsEntry("template", "News: {{what}}");
    assertThat(hub.get(TEMPLATES + "news/versions/3").status()).isEqualTo(404);

    assertThat(hub.delete(TEMPLATES + "news").status()).isEqualTo(200);
    assertThat(hub.get(TEMPLATES + "news").status()).isEqualTo(404);
    assertThat(hub.get(TEMPLATES + "news/versions/1").status()).isEqualTo(200);
    assertThat(hub.get(TEMPLATES + "never/versions").status()).isEqualTo(404);
    assertThat(hub.get("/api/v1/audit?subject=template:news").items())
        .extracting(e -> e.get("verb"))
        .containsExactly("template.deleted", "template.changed", "template.created");
  }

  @Test
  void every_fault_of_a_template_is_named_at_once() {
    TestHub.Answer refused =
        put("wrong", Map.of("template", "{{#a}}", "format", "html", "defaults", 1, "nme", "x"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("errors"))
        .contains("template_faulty", "unknown_value", "type", "unknown_field");
    assertThat(put("a%20b", Map.of("template", "x")).status()).isEqualTo(422);
  }

  @Test
  void a_message_keeps_the_text_and_the_version_that_made_it() {
    put(
        "kept",
        Map.of(
            "template",
            "**{{what}}** by {{agent_name}}",
            "format",
            "markdown",
            "defaults",
            Map.of()));

    TestHub.Answer sent =
        send(Map.of("template_name", "kept", "template_variables", Map.of("what", "*5*")));
    put("kept", Map.of("template", "other"));
    hub.delete(TEMPLATES + "kept");

    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    assertThat(hub.get("/api/v1/messaging/proactive/" + sent.text("id")).body())
        .containsEntry("content", "**\\*5\\*** by autonomous")
        .containsEntry("format", "markdown")
        .containsEntry("template_name", "kept")
        .containsEntry("template_version", 1);
    assertThat(send(Map.of("template_name", "kept")).text("errors")).contains("template_unknown");
  }

  @Test
  void what_a_human_approves_is_the_text_that_goes() {
    put("held", Map.of("template", "Price: {{price}}"));
    Map<String, Object> body =
        said(Map.of("template_name", "held", "template_variables", Map.of("price", 5)));
    body.put("agent_id", "intern");

    TestHub.Answer held = hub.post(SEND, body);
    put("held", Map.of("template", "Price: 1"));

    assertThat(held.status()).isEqualTo(202);
    assertThat(held.body()).containsEntry("content", "Price: 5");
    assertThat(
            hub.call(
                    "POST",
                    "/api/v1/messaging/proactive/approve/" + held.text("id"),
                    "{}",
                    hub.key("approver", null),
                    Map.of())
                .status())
        .isEqualTo(200);
    assertThat(hub.until(held.text("id"), "sent")).containsEntry("content", "Price: 5");
  }

  @Test
  void a_repeat_is_known_by_what_was_asked_whatever_its_template_says_by_now() {
    put("again", Map.of("template", "{{iso_datetime}} {{x}}"));
    Map<String, Object> body =
        said(Map.of("template_name", "again", "template_variables", Map.of("x", 1)));

    TestHub.Answer first = keyed("again-1", body);
    put("again", Map.of("template", "{{y}}"));
    TestHub.Answer second = keyed("again-1", body);
    TestHub.Answer other =
        keyed(
            "again-1",
            said(Map.of("template_name", "again", "template_variables", Map.of("x", 2))));

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    assertThat(other.text("errors")).contains("idempotency_key_reused");
  }

  @Test
  void dates_tell_when_a_message_is_to_go_in_its_zone() {
    Map<String, Object> body =
        said(Map.of("template", "{{datetime}} {{timezone}}", "timezone", "Europe/Berlin"));
    body.put("scheduled_for", "2099-12-24T17:00:00Z");

    assertThat(hub.post(SEND, body).body())
        .containsEntry("content", "2099-12-24 18:00 Europe/Berlin")
        .containsEntry("template_name", null);
  }

  @Test
  void each_of_a_batch_is_filled_for_itself() {
    put("each", Map.of("template", "Hello {{name}}"));
    TestHub.Answer batch =
        hub.post(
            SEND + "/batch",
            Map.of(
                "messages",
                List.of(
                    said(
                        Map.of(
                            "template_name", "each", "template_variables", Map.of("name", "Ann"))),
                    said(Map.of("template_name", "each")),
                    said(Map.of("template", "{{^name}}you{{/name}}")))));

    assertThat(batch.items()).extracting(i -> i.get("status")).containsExactly(201, 422, 201);
    assertThat(batch.response().body())
        .contains("Hello Ann", "template_variable_missing", "\"content\":\"you\"");
  }

  @Test
  void a_preview_and_a_dry_run_show_the_text() {
    Map<String, Object> template =
        Map.of("template", "{{a}}", "template_variables", Map.of("a", "shown"));

    Map<String, Object> preview = new HashMap<>(template);
    preview.put("platforms", List.of("slack"));
    assertThat(hub.post("/api/v1/messaging/preview", preview).response().body()).contains("shown");

    Map<String, Object> dry = said(template);
    dry.put("dry_run", true);
    assertThat(hub.post(SEND, dry).response().body()).contains("shown");
  }

  @Test
  void a_rendering_says_what_was_given_for_nothing() {
    TestHub.Answer rendered =
        hub.post(
            TEMPLATES + "render",
            Map.of(
                "template", "{{agent_name}}: {{^what}}nothing{{/what}}{{what}}",
                "template_variables", Map.of("waht", "x"),
                "format", "markdown",
                "agent_id", "intern"));

    assertThat(rendered.status()).isEqualTo(200);
    assertThat(rendered.body())
        .containsEntry("text", "intern: nothing")
        .containsEntry("format", "markdown")
        .containsEntry("template_name", null);
    assertThat(rendered.text("warnings")).contains("Did you mean 'what'?");
    assertThat(hub.post(TEMPLATES + "render", Map.of("template", "{{a}}{{b}}")).text("errors"))
        .contains("template_variables.a", "template_variables.b");
    assertThat(hub.post(TEMPLATES + "render", Map.of()).status()).isEqualTo(422);
  }

  @Test
  void everybody_reads_and_renders_and_an_admin_alone_writes() {
    put("open", Map.of("template", "x"));
    String key = hub.key("sender", null);

    assertThat(hub.call("GET", TEMPLATES + "open", null, key, Map.of()).status()).isEqualTo(200);
    assertThat(
            hub.call("POST", TEMPLATES + "render", "{\"template\": \"x\"}", key, Map.of()).status())
        .isEqualTo(200);
    assertThat(hub.call("PUT", TEMPLATES + "open", "{\"template\": \"y\"}", key, Map.of()).status())
        .isEqualTo(403);
    assertThat(hub.call("DELETE", TEMPLATES + "open", null, key, Map.of()).status()).isEqualTo(403);
  }

  @Test
  void each_curl_of_the_guide_does_what_it_is_there_for() throws Exception {
    List<Curl> curls = Curl.of(Path.of("docs/MESSAGING_GUIDE.md"), "Templates");

    assertThat(curls).hasSize(9);
    for (Curl curl : curls) {
      TestHub.Answer answer = curl.run(hub);
      assertThat(answer.status()).as(curl + " " + answer.response().body()).isBetween(200, 201);
      if (curl.path().endsWith("/send")) {
        hub.until(answer.text("id"), "sent");
      }
    }
  }

  private static TestHub.Answer put(String name, Map<String, ?> body) {
    return hub.put(TEMPLATES + name, body);
  }

  private static TestHub.Answer send(Map<String, ?> template) {
    return hub.post(SEND, said(template));
  }

  private static TestHub.Answer keyed(String key, Map<String, ?> body) {
    return hub.call(
        "POST",
        SEND,
        dev.caravan.store.Json.write(body),
        "admin-token",
        Map.of("Idempotency-Key", key));
  }

  private static Map<String, Object> said(Map<String, ?> template) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of("agent_id", "autonomous", "platform", "slack", "recipient_id", "C0TEMPLATE"));
    body.putAll(template);
    return body;
  }
}
