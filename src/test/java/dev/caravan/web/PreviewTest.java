package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code POST /api/v1/messaging/preview}: shown, and nothing else. */
class PreviewTest {
  private static final String PREVIEW = "/api/v1/messaging/preview";
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
  void each_platform_shows_the_body_that_it_would_be_sent_in_its_own_dialect() {
    TestHub.Answer shown =
        preview(
            List.of("telegram", "slack"),
            "It is **urgent**.",
            Map.of("format", "markdown", "recipient_id", "C0GENERAL"));

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.items())
        .extracting(item -> item.get("platform"))
        .containsExactly("telegram", "slack");
    assertThat(parts(shown.items().get(0)))
        .singleElement()
        .satisfies(part -> assertThat(part).containsEntry("text", "It is <b>urgent</b>."));
    assertThat(parts(shown.items().get(1)))
        .singleElement()
        .satisfies(
            part ->
                assertThat(part)
                    .containsEntry("text", "It is *urgent*.")
                    .containsEntry("channel", "C0GENERAL"));
  }

  @Test
  void what_readers_would_miss_is_said() {
    List<Map<String, String>> buttons =
        IntStream.rangeClosed(1, 26)
            .mapToObj(n -> Map.of("id", "b" + n, "label", "Choice " + n))
            .toList();
    Map<String, String> file = Map.of("url", "https://example.org/all.zip", "name", "all.zip");

    TestHub.Answer shown =
        preview(
            List.of("slack"),
            "Long. ".repeat(1_000).strip(),
            Map.of("actions", buttons, "attachments", List.of(file)));

    assertThat(Objects.requireNonNull(shown.items().get(0).get("warnings")).toString())
        .contains("messages, one after the other")
        .contains("Numbered lines of text stand for 'Choice 26'; Slack shows at most 25 buttons")
        .contains("'all.zip' becomes a link");
  }

  @Test
  void every_platform_of_the_hub_can_be_shown() {
    List<String> ids =
        hub.get("/api/v1/platforms").items().stream()
            .map(p -> String.valueOf(p.get("id")))
            .toList();
    Map<String, Object> rich =
        Map.of(
            "format", "markdown",
            "actions", List.of(Map.of("id", "ok", "label", "OK")),
            "mentions", List.of(Map.of("type", "user", "id", "42"), Map.of("type", "everyone")),
            "attachments", List.of(Map.of("url", "https://example.org/a.png")),
            "link_preview", true,
            "platform_template", Map.of("name", "order_update", "language", "en_US"));

    TestHub.Answer shown = preview(ids, "Look at **this**.", rich);

    assertThat(shown.status()).as(shown.response().body()).isEqualTo(200);
    assertThat(shown.items()).hasSize(ids.size());
    assertThat(shown.items())
        .allSatisfy(item -> assertThat(parts(item)).as(item.toString()).isNotEmpty());
  }

  @Test
  void no_secret_is_shown() {
    String body = preview(List.of("slack", "telegram"), "Hello", Map.of()).response().body();

    assertThat(body)
        .doesNotContain(
            dev.caravan.sandbox.Tokens.TELEGRAM, "Bearer", "Authorization", "/sandbox/", "http");
  }

  @Test
  void an_unknown_platform_is_named_with_those_that_there_are() {
    TestHub.Answer refused = preview(List.of("slack", "slak"), "Hello", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body())
        .contains("\"field\":\"platforms\",\"code\":\"platform_unknown\"")
        .contains("did you mean 'slack'?")
        .contains(
            "discord, google_chat, line, mattermost, messenger, signal, slack, teams, telegram, whatsapp");
  }

  @Test
  void every_fault_is_named_at_once() {
    TestHub.Answer refused =
        hub.post(PREVIEW, Map.of("platforms", List.of(), "format", "html", "colour", "red"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body())
        .contains("\"platforms\",\"code\":\"required\"")
        .contains("\"content\",\"code\":\"required\"")
        .contains("\"format\",\"code\":\"unknown_value\"")
        .contains("\"colour\",\"code\":\"unknown_field\"");
  }

  @Test
  void nothing_is_stored_and_nothing_is_sent() {
    Object before = hub.get("/api/v1/audit?limit=1").items();

    preview(List.of("slack"), "Hello", Map.of("recipient_id", "C0PREVIEW"));

    assertThat(hub.get("/api/v1/audit?limit=1").items()).isEqualTo(before);
    assertThat(hub.arrived("C0PREVIEW")).isZero();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> parts(Map<String, Object> item) {
    return (List<Map<String, Object>>) Objects.requireNonNull(item.get("parts"));
  }

  private static TestHub.Answer preview(
      List<String> platforms, String content, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("platforms", platforms);
    body.put("content", content);
    return hub.post(PREVIEW, body);
  }
}
