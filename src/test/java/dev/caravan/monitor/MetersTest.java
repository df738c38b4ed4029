package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.delivery.Ending;
import dev.caravan.message.Reason;
import dev.caravan.message.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a scrape of a running hub reads. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetersTest {
  private static final String SENT =
      "caravan_messages_total{connection=\"slack\",outcome=\"sent\",reason=\"none\"}";
  private static final String FAILED =
      "caravan_messages_total{connection=\"slack\",outcome=\"failed\",reason=\"recipient_unknown\"}";

  /** Graphs and alerts of others are built upon these. */
  static final Set<String> PROMISED =
      Set.of(
          "caravan_messages_total",
          "caravan_queue_depth",
          "caravan_queue_oldest_seconds",
          "caravan_send_seconds",
          "caravan_breaker_state",
          "caravan_backpressure",
          "caravan_submissions_refused_total",
          "caravan_dead_letters");

  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.with(TestHub.UNLIMITED, Map.of("CARAVAN_OPS_INTERVAL", "100"));
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  @Order(1)
  void the_promised_names_are_there_before_the_first_message_all_at_zero() {
    Scrape scrape = Scrape.of(hub);

    assertThat(scrape.names())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("caravan_messages_total", Set.of("connection", "outcome", "reason")),
                Map.entry("caravan_queue_depth", Set.of("connection")),
                Map.entry("caravan_queue_oldest_seconds", Set.of("connection")),
                Map.entry("caravan_send_seconds_bucket", Set.of("connection", "le")),
                Map.entry("caravan_send_seconds_count", Set.of("connection")),
                Map.entry("caravan_send_seconds_sum", Set.of("connection")),
                Map.entry("caravan_send_seconds_max", Set.of("connection")),
                Map.entry("caravan_breaker_state", Set.of("connection")),
                Map.entry("caravan_backpressure", Set.of()),
                Map.entry("caravan_submissions_refused_total", Set.of("priority")),
                Map.entry("caravan_dead_letters", Set.of("reason")),
                Map.entry("caravan_schedule_firings_total", Set.of("result")),
                Map.entry("caravan_schedule_lateness_seconds_bucket", Set.of("le")),
                Map.entry("caravan_schedule_lateness_seconds_count", Set.of()),
                Map.entry("caravan_schedule_lateness_seconds_sum", Set.of()),
                Map.entry("caravan_schedule_lateness_seconds_max", Set.of())));
    assertThat(scrape.series().values()).containsOnly(0.0);
    assertThat(scrape.values("connection")).containsExactly("slack", "telegram");
    assertThat(scrape.series()).containsKeys(SENT, FAILED);
  }

  @Test
  @Order(1)
  void a_viewers_key_is_enough_to_scrape() {
    assertThat(Scrape.of(hub, hub.key("viewer", null)).series()).containsKey(SENT);
    assertThat(Scrape.of(hub, hub.key("sender", null)).series()).isEmpty();
  }

  @Test
  @Order(2)
  void what_becomes_of_messages_is_counted_once_and_no_label_tells_of_whom() {
    for (int i = 0; i < 3; i++) {
      hub.until(hub.send("autonomous", "C0COUNTED", "Hello").text("id"), "sent");
    }
    hub.until(hub.send("autonomous", "C0DEADONE", "Hello").text("id"), "failed");

    TestHub.until("all are counted", () -> Scrape.of(hub).get(FAILED) == 1);
    Scrape scrape = Scrape.of(hub);
    assertThat(scrape.get(SENT)).isEqualTo(3);
    assertThat(scrape.get("caravan_send_seconds_count{connection=\"slack\"}")).isEqualTo(4);
    assertThat(scrape.get("caravan_send_seconds_count{connection=\"telegram\"}")).isZero();
    assertThat(scrape.get("caravan_send_seconds_bucket{connection=\"slack\",le=\"60.0\"}"))
        .isEqualTo(4);
    Set<String> reasons = new TreeSet<>(Word.words(Reason.class));
    reasons.add("none");
    assertThat(reasons).containsAll(scrape.values("reason"));
    assertThat(Word.words(Ending.class)).containsAll(scrape.values("outcome"));
    assertThat(scrape.values("connection")).containsExactly("slack", "telegram");
  }

  @Test
  @Order(3)
  void dead_letters_are_gauged_by_their_reasons() {
    TestHub.until(
        "it is gauged",
        () -> Scrape.of(hub).get("caravan_dead_letters{reason=\"recipient_unknown\"}") == 1);
    assertThat(Scrape.of(hub).get("caravan_dead_letters{reason=\"timeout\"}")).isZero();
  }

  @Test
  @Order(4)
  void what_waits_is_gauged_with_its_age() {
    hub.post("/api/v1/connections/slack/pause", Map.of("reason", "A test."));
    for (int i = 0; i < 3; i++) {
      hub.send("autonomous", "C0WAITING", "Hello");
    }
    hub.clock.forward(Duration.ofMinutes(2));

    TestHub.until(
        "they are gauged",
        () -> Scrape.of(hub).get("caravan_queue_depth{connection=\"slack\"}") == 3);
    Scrape scrape = Scrape.of(hub);
    assertThat(scrape.get("caravan_queue_oldest_seconds{connection=\"slack\"}"))
        .isBetween(120.0, 300.0);
    assertThat(scrape.get("caravan_queue_depth{connection=\"telegram\"}")).isZero();
    assertThat(scrape.get("caravan_queue_oldest_seconds{connection=\"telegram\"}")).isZero();
    hub.post("/api/v1/connections/slack/resume", Map.of());
    TestHub.until(
        "the queue is empty again",
        () ->
            Scrape.of(hub).get("caravan_queue_depth{connection=\"slack\"}") == 0
                && Scrape.of(hub).get("caravan_queue_oldest_seconds{connection=\"slack\"}") == 0);
  }

  @Test
  @Order(5)
  void a_message_for_later_is_not_old_when_its_time_comes() {
    hub.post("/api/v1/connections/slack/pause", Map.of("reason", "A test."));
    String at = hub.clock.instant().plus(Duration.ofDays(3)).toString();
    hub.send("autonomous", "C0LATER", "Hello", Map.of("scheduled_for", at));
    hub.clock.forward(Duration.ofDays(3).plusSeconds(30));

    TestHub.until(
        "it is in the queue",
        () -> Scrape.of(hub).get("caravan_queue_depth{connection=\"slack\"}") == 1);
    assertThat(Scrape.of(hub).get("caravan_queue_oldest_seconds{connection=\"slack\"}"))
        .isBetween(29.0, 200.0);
    hub.post("/api/v1/connections/slack/resume", Map.of());
  }

  @Test
  @Order(6)
  void a_connection_that_comes_while_the_hub_runs_begins_at_zero() throws IOException {
    Files.writeString(
        hub.home.resolve("connections.yaml"),
        TestHub.UNLIMITED + "  - {name: second, platform: slack, sandbox: true, limits: none}\n");

    TestHub.until(
        "its gauges and its counters are there",
        () -> {
          Scrape scrape = Scrape.of(hub);
          return scrape.series().containsKey("caravan_queue_depth{connection=\"second\"}")
              && scrape.series().containsKey(SENT.replace("slack", "second"));
        });
    assertThat(Scrape.of(hub).get(SENT.replace("slack", "second"))).isZero();
  }
}
