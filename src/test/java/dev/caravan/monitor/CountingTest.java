package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.delivery.Ending;
import dev.caravan.message.Reason;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Counting without a hub around it. */
class CountingTest {
  private final Meters meters = new Meters();

  @Test
  void counting_what_is_expected_registers_nothing() {
    meters.settled("slack", Ending.SENT, null, Duration.ofMillis(3));
    int known = meters.registry().getMeters().size();

    for (Ending ending : Ending.values()) {
      for (Reason reason : ending.reasons()) {
        meters.settled("slack", ending, reason, Duration.ofMillis(3));
      }
    }

    assertThat(meters.registry().getMeters()).hasSize(known);
    assertThat(
            meters.registry().get("caravan.messages").counters().stream()
                .filter(c -> !"part".equals(c.getId().getTag("outcome")))
                .collect(Collectors.toList()))
        .allSatisfy(c -> assertThat(c.count()).isEqualTo(1));
  }

  @Test
  void what_only_a_sites_own_route_answers_is_counted_too() {
    meters.settled("slack", Ending.FAILED, Reason.SERVER_ERROR, Duration.ofMillis(3));
    meters.settled("slack", Ending.FAILED, Reason.SERVER_ERROR, Duration.ofMillis(3));

    assertThat(
            meters
                .registry()
                .get("caravan.messages")
                .tags("outcome", "failed", "reason", "server_error")
                .counter()
                .count())
        .isEqualTo(2);
  }

  @Test
  void a_send_whose_end_nobody_saw_has_no_duration() {
    meters.settled("slack", Ending.UNKNOWN, Reason.CRASHED_WHILE_SENDING, Duration.ofHours(1));
    meters.settled("slack", Ending.UNKNOWN, Reason.TIMEOUT, Duration.ofSeconds(30));

    assertThat(meters.registry().get("caravan.send").timer().count()).isEqualTo(1);
  }

  @Test
  void a_clock_that_was_set_back_counts_as_no_time() {
    meters.settled("slack", Ending.SENT, null, Duration.ofSeconds(-5));

    assertThat(meters.registry().get("caravan.send").timer().count()).isEqualTo(1);
    assertThat(
            meters
                .registry()
                .get("caravan.send")
                .timer()
                .totalTime(java.util.concurrent.TimeUnit.SECONDS))
        .isZero();
  }
}
