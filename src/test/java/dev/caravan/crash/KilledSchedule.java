package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * A schedule of each second whose hubs are killed: none of its instants may be left out, and none
 * said twice.
 */
final class KilledSchedule {
  /** The firings of a result that are not over. */
  static final String OPEN = "select fire_at::text, name from schedule_runs where result = ?";

  private static final String RUNS =
      "select extract(epoch from r.fire_at)::bigint::text, coalesce(m.status, r.result)"
          + " from schedule_runs r left join proactive_messages m on m.id = r.message_id where r.name = ?";
  private static final String SAID =
      "select content, status from proactive_messages where recipient_id = ?";
  private static final String SCHEDULES = "/api/v1/messaging/schedule/";

  final String recipient;
  private final HubClient hub;
  private final String id;

  KilledSchedule(HubClient hub, String recipient) {
    this.hub = hub;
    this.recipient = recipient;
    HubClient.Answer made =
        hub.call(
            "PUT",
            SCHEDULES + "by-key/" + recipient,
            Map.of(
                "agent_id", "autonomous",
                "platform", "slack",
                "recipient_id", recipient,
                "template", "Run {{run_count}}",
                "every", "1s",
                "misfire", "all",
                "catchup_window", "1d"));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    this.id = made.text("id");
  }

  /** Has it fire no more; a hub must be there. */
  void pause() {
    assertThat(hub.call("POST", SCHEDULES + id + "/pause", Map.of()).status()).isEqualTo(200);
  }

  /** Judges its rows, and what the far side got. */
  void judge(BiFunction<String, String, Map<String, String>> rows, List<String> arrived) {
    Map<String, String> runs = rows.apply(RUNS, recipient);
    TreeSet<Long> instants = new TreeSet<>();
    runs.keySet().forEach(second -> instants.add(Long.valueOf(second)));
    assertThat(instants).as("firings of " + recipient).isNotEmpty();
    assertThat(instants.last() - instants.first() + 1)
        .as("no second is left out")
        .isEqualTo(instants.size());
    assertThat(runs).allSatisfy((second, status) -> assertThat(status).isIn("sent", "unknown"));
    Map<String, String> said = rows.apply(SAID, recipient);
    assertThat(said).as("one message a firing").hasSameSizeAs(runs);
    assertThat(arrived).doesNotHaveDuplicates();
    said.forEach(
        (text, status) -> {
          if (status.equals("sent")) {
            assertThat(arrived).as(recipient).contains(text);
          }
        });
  }
}
