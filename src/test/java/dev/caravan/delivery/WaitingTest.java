package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What waits for its time or its turn, what overtakes, and what is taken back. */
class WaitingTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
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
  void aScheduledMessageWaitsForItsTime() {
    String at =
        hub.clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS).toString();
    TestHub.Answer scheduled =
        hub.post(
            PATH + "schedule",
            TestHub.said("autonomous", "C0TIMED", "Hello", Map.of("scheduled_for", at)));
    assertThat(scheduled.status()).isEqualTo(201);
    assertThat(scheduled.body())
        .containsEntry("waiting_for", "time")
        .containsEntry("waiting_until", at);

    hub.clock.forward(Duration.ofHours(1));
    assertThat(hub.post(PATH + "_send_scheduled", Map.of()).status()).isEqualTo(200);

    hub.until(scheduled.text("id"), "sent");
    assertThat(hub.received("C0TIMED")).hasSize(1);
  }

  @Test
  void schedulingNeedsATime() {
    assertThat(
            hub.post(PATH + "schedule", TestHub.said("autonomous", "C0NOTIME", "x", Map.of()))
                .status())
        .isEqualTo(422);
  }

  @Test
  void whatWaitsIsCancelledAndWhatWasSentIsNot() {
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    String waiting = say("C0CANCEL", "later", Map.of("scheduled_for", at));
    String sent = say("C0CANCEL", "now", Map.of());
    hub.until(sent, "sent");

    assertThat(hub.delete(PATH + "cancel/" + waiting).body()).containsEntry("status", "cancelled");
    assertThat(hub.delete(PATH + "cancel/" + sent).status()).isEqualTo(409);
    assertThat(hub.delete(PATH + "cancel/" + waiting).status()).isEqualTo(409);
    hub.clock.forward(Duration.ofHours(2));
    String last = say("C0CANCEL", "last", Map.of());

    hub.until(last, "sent");
    assertThat(hub.received("C0CANCEL"))
        .extracting(m -> m.get("text"))
        .containsExactly("now", "last");
  }

  @Test
  void aCriticalMessageOvertakes500LowOnesThatWaitForAStop() {
    TestHub.Answer stop =
        hub.post(
            "/api/v1/governance/stops",
            Map.of("scope", "connection", "value", "slack", "reason", "A test"));
    for (int i = 0; i < 500; i++) {
      say("C0OVERTAKE", "low " + i, Map.of("priority", "low"));
    }
    say("C0OVERTAKE", "critical", Map.of("priority", "critical"));

    hub.delete("/api/v1/governance/stops/" + stop.text("id"));

    TestHub.until("all arrived", () -> hub.arrived("C0OVERTAKE") == 501);
    List<Object> texts = hub.received("C0OVERTAKE").stream().map(m -> m.get("text")).toList();
    assertThat(texts.get(0)).isEqualTo("critical");
    assertThat(texts.subList(1, 500))
        .isEqualTo(java.util.stream.IntStream.range(0, 499).mapToObj(i -> "low " + i).toList());
  }

  @Test
  void aLongTextGoesInPartsWhoseIdsAreKeptInOrder() {
    String text = "Sentence of a long report. ".repeat(1_000).strip();

    String id = say("C0PARTS", text, Map.of());

    Map<String, Object> sent = hub.until(id, "sent");
    List<Map<String, Object>> received = hub.received("C0PARTS");
    assertThat(received).hasSizeGreaterThan(5);
    List<?> parts = (List<?>) Objects.requireNonNull(sent.get("parts"));
    assertThat(parts)
        .extracting(p -> ((Map<?, ?>) p).get("platform_message_id"))
        .isEqualTo(received.stream().map(m -> "C0PARTS/" + m.get("platform_message_id")).toList());
    assertThat(sent)
        .containsEntry(
            "platform_message_id", "C0PARTS/" + received.get(0).get("platform_message_id"));
    String joined =
        String.join(" ", received.stream().map(m -> String.valueOf(m.get("text"))).toList());
    assertThat(joined.replaceAll("\\s+", " ")).contains(text.substring(0, 500));
    assertThat(sent).containsEntry("attempts", received.size());
  }

  @Test
  void whatExpiresBeforeItsTimeIsNotSent() {
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    String end = hub.clock.instant().plus(Duration.ofHours(2)).toString();
    String id = say("C0OVERDUE", "x", Map.of("scheduled_for", at, "expires_at", end));

    hub.clock.forward(Duration.ofHours(3));

    assertThat(hub.until(id, "expired")).containsEntry("error_reason", "expired");
    assertThat(hub.received("C0OVERDUE")).isEmpty();
  }

  private static String say(String recipient, String text, Map<String, ?> more) {
    TestHub.Answer sent = hub.send("autonomous", recipient, text, more);
    assertThat(sent.status()).isEqualTo(201);
    return String.valueOf(sent.text("id"));
  }
}
