package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.schedule.Run.Result;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is measured of schedules. */
class ScheduleMetersTest {
  private final Meters meters = new Meters();
  private final ScheduleMeters schedules = new ScheduleMeters(meters);

  private Scrape scrape() {
    return Scrape.of(((PrometheusMeterRegistry) meters.registry()).scrape());
  }

  @Test
  void every_end_of_a_firing_is_there_from_the_start() {
    assertThat(scrape().values("result"))
        .containsExactly("denied", "failed", "missed", "queued", "skipped");
    assertThat(scrape().get("caravan_schedule_firings_total{result=\"queued\"}")).isZero();
  }

  @Test
  void firings_are_counted_by_how_they_ended_and_measured_by_how_late_they_were() {
    schedules.ended(Result.QUEUED, 3);
    schedules.ended(Result.MISSED, 2);
    schedules.seen(Duration.ofMillis(200));
    schedules.seen(Duration.ofMillis(-5));

    assertThat(scrape().get("caravan_schedule_firings_total{result=\"queued\"}")).isEqualTo(3);
    assertThat(scrape().get("caravan_schedule_firings_total{result=\"missed\"}")).isEqualTo(2);
    assertThat(scrape().get("caravan_schedule_lateness_seconds_count")).isEqualTo(2);
    assertThat(scrape().get("caravan_schedule_lateness_seconds_sum")).isEqualTo(0.2);
    assertThat(scrape().get("caravan_schedule_lateness_seconds_bucket{le=\"0.25\"}")).isEqualTo(2);
  }
}
