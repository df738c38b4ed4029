package dev.caravan.schedule.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The next runs of a rule, as texts. */
final class Runs {
  private Runs() {}

  static List<String> of(String rule, String zone, String after, int most) {
    return of(Rule.parse(rule), zone, after, most);
  }

  static List<String> of(Rule rule, String zone, String after, int most) {
    return Bounds.NONE.upcoming(rule, Instant.parse(after), ZoneId.of(zone), 0, most).stream()
        .map(Instant::toString)
        .toList();
  }
}
