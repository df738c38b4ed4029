package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes with a text: taken whole, shown as it was given, refused with every fault. */
class ContentExtrasTest {
  private static final String SEND = "/api/v1/messaging/proactive/send";
  private static final String URL = "https://example.org/report.png";
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
  void everything_that_goes_with_a_text_is_kept_and_shown() {
    Map<String, Object> file =
        Map.of("url", URL, "name", "report.png", "mime_type", "image/png", "alt_text", "A chart");
    Map<String, Object> template =
        Map.of("name", "order_update", "language", "en_US", "parameters", List.of("4711", "a, b"));
    TestHub.Answer taken =
        hub.send(
            "intern",
            "C0EXTRAS",
            "Look",
            Map.of(
                "attachments",
                List.of(file),
                "mentions",
                List.of(Map.of("type", "user", "id", "U0ANNA")),
                "link_preview",
                true,
                "platform_template",
                template));

    assertThat(taken.status()).as(taken.response().body()).isEqualTo(202);
    assertThat(hub.message(taken.text("id")))
        .containsEntry("attachments", List.of(file))
        .containsEntry("mentions", List.of(Map.of("type", "user", "id", "U0ANNA")))
        .containsEntry("link_preview", true)
        .containsEntry("platform_template", template);
  }

  @Test
  void a_text_alone_has_nothing_with_it() {
    assertThat(hub.send("autonomous", "C0BARE", "Look").body())
        .containsEntry("attachments", List.of())
        .containsEntry("mentions", List.of())
        .containsEntry("link_preview", false)
        .containsEntry("platform_template", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attachments | [{}] | attachments[0].url required",
        "attachments | [{\"url\": \"ftp://example.org/a\"}] | attachments[0].url not_a_url",
        "attachments | [{\"url\": \"https://\"}] | attachments[0].url not_a_url",
        "attachments | [{\"url\": \"https://example.org/a b\"}] | attachments[0].url not_a_url",
        "attachments | [{\"url\": \"https://e.org\", \"mime_type\": \"image\"}] | attachments[0].mime_type not_a_mime_type",
        "attachments | [{\"url\": \"https://e.org\", \"colour\": 1}] | attachments[0].colour unknown_field",
        "attachments | {\"url\": \"https://e.org\"} | attachments type",
        "mentions | [{}] | mentions[0].type required",
        "mentions | [{\"type\": \"team\"}] | mentions[0].type unknown_value",
        "mentions | [{\"type\": \"user\"}] | mentions[0].id required",
        "mentions | [{\"type\": \"role\", \"id\": \" \"}] | mentions[0].id required",
        "mentions | [{\"type\": \"everyone\", \"id\": \"U1\"}] | mentions[0].id contradiction",
        "mentions | [{\"type\": \"here\", \"id\": \"U1\"}] | mentions[0].id contradiction",
        "mentions | [{\"type\": \"user\", \"id\": \"U1> <!channel\"}] | mentions[0].id mention_form",
        "mentions | [{\"type\": \"user\", \"id\": \"@everyone\"}] | mentions[0].id mention_form",
        "mentions | [{\"type\": \"role\", \"id\": \"Channel\"}] | mentions[0].id mention_form",
        "mentions | [{\"type\": \"user\", \"id\": \"U1<x\"}] | mentions[0].id mention_form",
        "link_preview | \"yes\" | link_preview type",
        "dry_run | \"yes\" | dry_run type",
        "platform_template | \"order_update\" | platform_template type",
        "platform_template | {\"language\": \"en\"} | platform_template.name required",
        "platform_template | {\"name\": \"n\"} | platform_template.language required",
        "platform_template | {\"name\": \"n\", \"language\": \"en\", \"parameters\": [1]} | platform_template.parameters type",
        "platform_template | {\"name\": \"n\", \"language\": \"en\", \"x\": 1} | platform_template.x unknown_field"
      })
  void a_wrong_one_is_named_with_its_code(String field, String value, String fault) {
    String said = Json.write(TestHub.said("autonomous", "C0WRONG", "Hi", Map.of()));
    String body = said.substring(0, said.length() - 1) + ", \"" + field + "\": " + value + "}";

    TestHub.Answer refused = hub.call("POST", SEND, body, "admin-token", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(faults(refused)).containsExactly(fault);
  }

  @Test
  void every_fault_is_named_at_once() {
    TestHub.Answer refused =
        hub.send(
            "autonomous",
            "C0WRONG",
            "",
            Map.of(
                "attachments", Collections.nCopies(11, Map.of("url", URL)),
                "mentions", Collections.nCopies(21, Map.of("type", "here")),
                "platform_template", Map.of("parameters", Collections.nCopies(51, "x")),
                "thread_id", 5));

    assertThat(faults(refused))
        .containsExactlyInAnyOrder(
            "content required",
            "thread_id type",
            "attachments too_many",
            "mentions too_many",
            "platform_template.name required",
            "platform_template.language required",
            "platform_template.parameters too_many");
  }

  @Test
  void a_thread_that_its_platform_cannot_have_is_refused_with_an_example() {
    TestHub.Answer refused =
        hub.send("autonomous", "C0THREAD", "Hi", Map.of("thread_id", "the other day"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(faults(refused)).containsExactly("thread_id thread_form");
    assertThat(refused.text("detail")).contains("for example 1700000000.000100");
  }

  @Test
  void an_idempotency_key_is_bound_to_what_goes_with_the_text() {
    Map<String, Object> one = Map.of("name", "n", "language", "en", "parameters", List.of("a, b"));
    Map<String, Object> two =
        Map.of("name", "n", "language", "en", "parameters", List.of("a", "b"));

    assertThat(keyed("bound", Map.of("platform_template", one)).status()).isEqualTo(201);
    assertThat(keyed("bound", Map.of("platform_template", one)).status()).isEqualTo(201);
    for (Map<String, Object> other :
        List.of(
            Map.<String, Object>of(),
            Map.<String, Object>of("platform_template", two),
            Map.<String, Object>of("platform_template", one, "link_preview", true))) {
      TestHub.Answer refused = keyed("bound", other);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(faults(refused)).containsExactly("Idempotency-Key idempotency_key_reused");
    }
  }

  @Test
  void the_trail_holds_nothing_of_it() {
    Map<String, Object> more = new HashMap<>();
    more.put("attachments", List.of(Map.of("url", "https://secret.example/x.png")));
    more.put("mentions", List.of(Map.of("type", "user", "id", "U0SECRET")));
    String id = hub.send("autonomous", "C0TRAIL", "Look", more).text("id");
    hub.until(id, "sent");

    String trail = hub.get("/api/v1/audit?subject=message:" + id).response().body();

    assertThat(trail).contains("message.sent").doesNotContain("secret.example", "U0SECRET");
  }

  private static TestHub.Answer keyed(String key, Map<String, ?> more) {
    String body = Json.write(TestHub.said("autonomous", "C0KEYED", "Hi", more));
    return hub.call("POST", SEND, body, "admin-token", Map.of("Idempotency-Key", key));
  }

  private static List<String> faults(TestHub.Answer refused) {
    List<?> errors = (List<?>) refused.body().getOrDefault("errors", List.of());
    return errors.stream()
        .map(e -> ((Map<?, ?>) e).get("field") + " " + ((Map<?, ?>) e).get("code"))
        .toList();
  }
}
