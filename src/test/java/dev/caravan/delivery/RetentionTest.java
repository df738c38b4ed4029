package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was kept long enough is forgotten, and nothing else. */
class RetentionTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
  private static final List<String> BESIDE = List.of("attempts", "approvals", "revisions");

  @Test
  void endedMessagesGoWithAllThatHangsOnThemAndOpenOnesStay() {
    try (TestHub hub = hub(Map.of())) {
      String ended = sent(hub, "C0ENDED");
      hub.post(PATH + ended + "/recall", Map.of("reason", "Wrong"));
      String approved = String.valueOf(hub.send("intern", "C0APPROVED", "x").text("id"));
      hub.post(PATH + "approve/" + approved, Map.of());
      hub.until(approved, "sent");
      String unknown = sent(hub, "C0UNKNOWN");
      hub.sql("update proactive_messages set status = 'unknown' where id = ?", uuid(unknown));
      String at = hub.clock.instant().plus(Duration.ofDays(200)).toString();
      String later = scheduled(hub, "C0LATER", at);

      hub.clock.forward(Duration.ofDays(89));
      String changed = sent(hub, "C0CHANGED");
      hub.clock.forward(Duration.ofDays(2));

      for (String id : List.of(ended, approved)) {
        TestHub.until("it is forgotten", () -> status(hub, id) == 404);
        for (String table : BESIDE) {
          assertThat(rows(hub, table, id)).as(table).isZero();
        }
      }
      for (String id : List.of(unknown, later, changed)) {
        assertThat(status(hub, id)).isEqualTo(200);
      }
      assertThat(rows(hub, "attempts", changed)).isEqualTo(1);
    }
  }

  @Test
  void anUnknownMessageIsForgottenOnceSomebodyDealtWithIt() {
    try (TestHub hub = hub(Map.of())) {
      String discarded = sent(hub, "C0DISCARDED");
      String kept = sent(hub, "C0KEPT");
      hub.sql(
          "update proactive_messages set status = 'unknown' where id in (?, ?)",
          uuid(discarded),
          uuid(kept));
      hub.post("/api/v1/dead-letters/" + discarded + "/discard", Map.of("reason", "Seen there."));
      assertThat(rows(hub, "dead_letter_acts", discarded)).isEqualTo(1);

      hub.clock.forward(Duration.ofDays(91));

      TestHub.until("it is forgotten", () -> status(hub, discarded) == 404);
      assertThat(rows(hub, "dead_letter_acts", discarded)).isZero();
      assertThat(status(hub, kept)).isEqualTo(200);
    }
  }

  @Test
  void aMessageThatWentOutLateIsKeptFromThenOn() {
    try (TestHub hub = hub(Map.of("CARAVAN_RETENTION_MESSAGES", "10d"))) {
      String at = hub.clock.instant().plus(Duration.ofDays(30)).toString();
      String late = scheduled(hub, "C0LATE", at);
      String early = sent(hub, "C0EARLY");
      hub.clock.forward(Duration.ofDays(31));
      hub.until(late, "sent");

      TestHub.until("the early one is forgotten", () -> status(hub, early) == 404);

      assertThat(status(hub, late)).isEqualTo(200);
    }
  }

  @Test
  void manyAreForgottenInBatches() {
    try (TestHub hub = hub(Map.of())) {
      String id = sent(hub, "C0MANY");
      hub.sql(
          "insert into attempts (message_id, part, number, node, epoch, started_at, ended_at, outcome)"
              + " select ?, 0, n, 'x', 1, now(), now(), 'retry' from generate_series(1, 1200) n",
          uuid(id));
      hub.sql(
          "insert into dedup (agent_id, dedup_key, message_id, until)"
              + " select gen_random_uuid(), 'k' || n, gen_random_uuid(), now() from generate_series(1, 1700) n");

      hub.clock.forward(Duration.ofDays(91));

      TestHub.until("all keys are forgotten", () -> count(hub, "dedup", "true") == 0);
      TestHub.until("all tries are forgotten", () -> rows(hub, "attempts", id) == 0);
    }
  }

  @Test
  void aDedupKeyWorksUntilItsWindowIsOver() {
    try (TestHub hub = hub(Map.of())) {
      Map<String, String> key = Map.of("dedup_key", "daily");
      assertThat(hub.send("autonomous", "C0KEY", "x", key).status()).isEqualTo(201);
      hub.clock.forward(Duration.ofMinutes(50));
      assertThat(hub.send("autonomous", "C0KEY", "x", key).status()).isEqualTo(200);
      hub.clock.forward(Duration.ofMinutes(20));

      TestHub.until("the key is forgotten", () -> count(hub, "dedup", "true") == 0);

      assertThat(hub.send("autonomous", "C0KEY", "x", key).status()).isEqualTo(201);
    }
  }

  @Test
  void theTrailIsKeptLonger() {
    try (TestHub hub = hub(Map.of())) {
      String id = sent(hub, "C0TRAIL");
      hub.clock.forward(Duration.ofDays(399));
      TestHub.until("the message is forgotten", () -> status(hub, id) == 404);
      assertThat(count(hub, "audit_events", "subject = 'message:" + id + "'")).isEqualTo(2);

      hub.clock.forward(Duration.ofDays(2));

      TestHub.until(
          "its trail is, too",
          () -> count(hub, "audit_events", "subject = 'message:" + id + "'") == 0);
      String fresh = sent(hub, "C0TRAIL");
      assertThat(count(hub, "audit_events", "subject = 'message:" + fresh + "'")).isEqualTo(2);
    }
  }

  private static TestHub hub(Map<String, String> more) {
    Map<String, String> settings = new java.util.HashMap<>(more);
    settings.put("CARAVAN_RETENTION_INTERVAL", "100");
    return TestHub.with(TestHub.UNLIMITED, settings);
  }

  private static String sent(TestHub hub, String recipient) {
    String id = String.valueOf(hub.send("autonomous", recipient, "Hello").text("id"));
    hub.until(id, "sent");
    return id;
  }

  private static String scheduled(TestHub hub, String recipient, String at) {
    return String.valueOf(
        hub.send("autonomous", recipient, "Later", Map.of("scheduled_for", at)).text("id"));
  }

  private static int status(TestHub hub, String id) {
    return hub.get(PATH + id).status();
  }

  private static int rows(TestHub hub, String table, String id) {
    return count(hub, table, "message_id = '" + id + "'");
  }

  private static int count(TestHub hub, String table, String which) {
    return hub.sql("update " + table + " set tenant = tenant where " + which);
  }

  private static UUID uuid(String id) {
    return UUID.fromString(id);
  }
}
