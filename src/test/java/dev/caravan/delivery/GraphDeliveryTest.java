package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages on their way through the hub to WhatsApp and Messenger. */
class GraphDeliveryTest {
  private static final String CONNECTIONS =
      """
      connections:
        - {name: whatsapp, platform: whatsapp, sandbox: true, default: true, limits: none}
        - {name: messenger, platform: messenger, sandbox: true, default: true, limits: none}
      """;

  private static final Map<String, Object> BUTTON =
      Map.of("id", "yes", "label", "Yes", "type", "button");

  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.with(CONNECTIONS, Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({"whatsapp, 16505551234", "messenger, 5275811702471834"})
  void a_long_message_arrives_in_parts_with_its_button_under_the_last(
      String platform, String person) {
    String id = send(platform, person, "word ".repeat(1200), List.of(BUTTON));

    hub.until(id, "sent");
    List<Map<String, Object>> got = hub.received(person);
    assertThat(got).hasSizeGreaterThan(1);
    assertThat(got.subList(0, got.size() - 1))
        .allMatch(part -> List.of().equals(part.get("actions")));
    assertThat(String.valueOf(got.get(got.size() - 1).get("actions"))).contains("label=Yes");
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, 15550131026, recipient_unreachable",
    "whatsapp, 15550131047, window_closed",
    "messenger, 551, recipient_unreachable",
    "messenger, 2018001, recipient_unknown",
    "messenger, 2018278, window_closed"
  })
  void a_magic_recipient_fails_as_its_platform_would(
      String platform, String person, String reason) {
    String id = send(platform, person, "Hello", List.of());

    assertThat(hub.until(id, "failed")).containsEntry("error_reason", reason);
    assertThat(hub.received(person)).isEmpty();
  }

  @Test
  void the_telephone_number_is_told_to_be_written_with_digits_alone() {
    TestHub.Answer answer =
        hub.send("autonomous", "+16505551234", "Hello", Map.of("platform", "whatsapp"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.response().body()).contains("example 16505551234");
  }

  private static String send(
      String platform, String person, String text, List<Map<String, Object>> actions) {
    TestHub.Answer answer =
        hub.send("autonomous", person, text, Map.of("platform", platform, "actions", actions));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return String.valueOf(answer.text("id"));
  }
}
