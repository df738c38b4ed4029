package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery through a platform that misbehaves. */
class FaultyPlatformTest {
  private static final String CONNECTIONS =
      """
      connections:
        - {name: slack, platform: slack, sandbox: true, default: true, limits: none, responseTimeout: 1s}
        - {name: telegram, platform: telegram, sandbox: true, default: true, limits: none}
      """;
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.with(CONNECTIONS, Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @AfterEach
  void behave() {
    hub.delete("/sandbox/api/faults");
  }

  @Test
  void aSilenceOfThreeSecondsConsumesNoTryAndIsKeptForTheWholeConnection() {
    fault("rate_limit", 1, null, 3);
    List<String> ids = say("C0SILENT", 3);
    TestHub.until("the silence began", () -> closedUntil() != null);
    Instant end = Instant.parse(String.valueOf(closedUntil()));
    behave();
    ids.addAll(say("C0SILENT", 3));
    ids.addAll(say("C0OTHER", 1));

    ids.forEach(id -> assertThat(hub.until(id, "sent")).containsEntry("attempts", 1));
    assertThat(texts("C0SILENT")).containsExactly("n0", "n1", "n2", "n0", "n1", "n2");
    for (String recipient : List.of("C0SILENT", "C0OTHER")) {
      assertThat(hub.received(recipient))
          .allSatisfy(
              m -> assertThat(Instant.parse(String.valueOf(m.get("received_at")))).isAfter(end));
    }
  }

  @Test
  void aFailingServerIsTriedAgainInOrderAndTheTriesAreCounted() {
    fault("server_error", 1, "C0FAILING", 1);
    List<String> ids = say("C0FAILING", 5);
    TestHub.until("it was tried twice", () -> attempts(ids.get(0)) >= 2);
    assertThat(hub.message(ids.get(1))).containsEntry("waiting_for", "lane");
    behave();
    hub.clock.forward(Duration.ofMinutes(1));

    ids.forEach(id -> hub.until(id, "sent"));
    assertThat(attempts(ids.get(0))).isGreaterThanOrEqualTo(3);
    assertThat(attempts(ids.get(4))).isEqualTo(1);
    assertThat(texts("C0FAILING")).containsExactly("n0", "n1", "n2", "n3", "n4");
  }

  @Test
  void whatNeverSucceedsIsGivenUpWhenTriesAndAgeAreUsedUp() {
    fault("server_error", 1, "C0NEVER", 1);
    String id = say("C0NEVER", 1).get(0);

    TestHub.until(
        "it is given up",
        () -> {
          hub.clock.forward(Duration.ofMinutes(2));
          return "dead".equals(hub.message(id).get("status"));
        });

    assertThat(attempts(id)).isGreaterThanOrEqualTo(5);
    assertThat(hub.received("C0NEVER")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "timeout"})
  void anAmbiguousSendIsHeldReleasesItsLaneAndIsNeverRepeated(String mode) {
    String recipient = "C0" + mode.toUpperCase(java.util.Locale.ROOT);
    fault(mode, 1, recipient, 1);
    String id = say(recipient, 1).get(0);
    assertThat(hub.until(id, "unknown")).containsEntry("waiting_for", "unknown");
    behave();

    String next = say(recipient, 1).get(0);
    hub.until(next, "sent");
    hub.clock.forward(Duration.ofHours(7));
    hub.until(say(recipient, 1).get(0), "sent");

    assertThat(hub.received(recipient)).hasSize(3);
    assertThat(hub.message(id)).containsEntry("status", "unknown").containsEntry("attempts", 1);
  }

  @Test
  void aRefusedRecipientIsRememberedAndTheNextSubmissionRefused() {
    fault("reject", 1, "C0REFUSED", 1);
    String id = say("C0REFUSED", 1).get(0);

    assertThat(hub.until(id, "failed")).containsEntry("error_reason", "recipient_unreachable");
    behave();
    TestHub.until(
        "the next is refused", () -> hub.send("autonomous", "C0REFUSED", "x").status() == 422);
    assertThat(hub.send("autonomous", "C0REFUSED", "x").response().body())
        .contains("recipient_dead");
    hub.clock.forward(Duration.ofHours(25));
    hub.until(say("C0REFUSED", 1).get(0), "sent");
  }

  @ParameterizedTest
  @CsvSource({
    "slack, C0DEADONE, recipient_unknown",
    "slack, C0GONEONE, recipient_unreachable",
    "slack, C0NOTINIT, recipient_unreachable",
    "telegram, 403, recipient_unreachable",
    "telegram, 400, recipient_unknown"
  })
  void aMagicRecipientFailsAsItsPlatformWould(String platform, String recipient, String reason) {
    String id = hub.send("autonomous", recipient, "Hello", Map.of("platform", platform)).text("id");

    assertThat(hub.until(id, "failed")).containsEntry("error_reason", reason);
  }

  @Test
  void aGroupThatMovedGetsItsMessagesUnderItsNewId() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(telegram("-301", "n" + i, "plain"));
    }

    ids.forEach(id -> assertThat(hub.until(id, "sent")).containsEntry("attempts", 1));
    assertThat(texts("-1001000000301")).containsExactly("n0", "n1", "n2");
    assertThat(hub.message(ids.get(0))).containsEntry("recipient_id", "-301");
    assertThat(
            hub.sql(
                "update recipients set moved_to = '-1002' where recipient_id = '-301' and moved_to = '-1001000000301'"))
        .isEqualTo(1);
    TestHub.until(
        "the table is followed",
        () -> {
          hub.until(telegram("-301", "later", "plain"), "sent");
          return !texts("-1002").isEmpty();
        });
  }

  @Test
  void markupThatThePlatformRefusesArrivesAsText() {
    String id = telegram("406", "**bold** <b>", "markdown");

    assertThat(hub.until(id, "sent")).containsEntry("attempts", 1);
    assertThat(texts("406")).containsExactly("**bold** <b>");
  }

  private static String telegram(String recipient, String text, String format) {
    TestHub.Answer sent =
        hub.send("autonomous", recipient, text, Map.of("platform", "telegram", "format", format));
    assertThat(sent.status()).isEqualTo(201);
    return String.valueOf(sent.text("id"));
  }

  @Test
  void twentyRecipientsGetFiftyMessagesEachInOrderThoughEveryFifthCallFails() {
    fault("server_error", 0.2, null, 1);
    for (int i = 0; i < 50; i++) {
      for (int r = 0; r < 20; r++) {
        assertThat(hub.send("autonomous", "C0LANE" + r, "n" + i).status()).isEqualTo(201);
      }
    }
    TestHub.until(
        "all have arrived",
        () -> {
          hub.clock.forward(Duration.ofMillis(500));
          return IntStream.range(0, 20).allMatch(r -> hub.arrived("C0LANE" + r) == 50);
        });

    List<String> wanted = IntStream.range(0, 50).mapToObj(i -> "n" + i).toList();
    for (int r = 0; r < 20; r++) {
      assertThat(texts("C0LANE" + r)).isEqualTo(wanted);
    }
  }

  private static void fault(String mode, double rate, @Nullable String recipient, int retryAfter) {
    Map<String, Object> body =
        new java.util.HashMap<>(Map.of("platform", "slack", "mode", mode, "rate", rate));
    if (recipient != null) {
      body.put("recipient_id", recipient);
    }
    body.put("retry_after", retryAfter);
    assertThat(hub.put("/sandbox/api/faults", body).status()).isEqualTo(200);
  }

  private static List<String> say(String recipient, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TestHub.Answer sent = hub.send("autonomous", recipient, "n" + i);
      assertThat(sent.status()).isEqualTo(201);
      ids.add(String.valueOf(sent.text("id")));
    }
    return ids;
  }

  private static int attempts(String id) {
    return hub.message(id).get("attempts") instanceof Integer count ? count : 0;
  }

  private static @Nullable Object closedUntil() {
    return hub.get("/api/v1/queues").items().stream()
        .filter(q -> "slack".equals(q.get("connection")))
        .findFirst()
        .orElseThrow()
        .get("closed_until");
  }

  private static List<Object> texts(String recipient) {
    return hub.received(recipient).stream().map(m -> m.get("text")).toList();
  }
}
