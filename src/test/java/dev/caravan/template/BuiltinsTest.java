package dev.caravan.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every template knows unasked. */
class BuiltinsTest {
  private static final Instant AT = Instant.parse("2026-12-24T23:30:05Z");

  @Test
  void dates_and_times_are_those_of_the_zone() {
    assertThat(new Builtins(AT, ZoneId.of("Asia/Kathmandu"), "reporter", 7).values())
        .isEqualTo(
            Map.of(
                "date", "2026-12-25",
                "time", "05:15",
                "datetime", "2026-12-25 05:15",
                "iso_datetime", "2026-12-25T05:15:05+05:45",
                "timezone", "Asia/Kathmandu",
                "agent_name", "reporter",
                "run_count", 7L));
  }

  @Test
  void the_list_of_names_is_that_of_the_values() {
    assertThat(new Builtins(AT, ZoneId.of("UTC"), "reporter", 1).values().keySet())
        .containsExactlyElementsOf(Builtins.NAMES);
  }
}
