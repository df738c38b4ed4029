package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Every so many days, counted from one of them.
 *
 * @param every 2 to 3650
 */
public record EveryNthDay(int every, LocalDate anchor) implements Days {

  /** Checks the range. */
  public EveryNthDay {
    RuleText.between(every, 2, 3650, "days");
  }

  @Override
  public Optional<LocalDate> onOrAfter(LocalDate from) {
    long behind = ChronoUnit.DAYS.between(anchor, from);
    return Optional.of(
        behind <= 0 ? anchor : anchor.plusDays((behind + every - 1) / every * every));
  }

  @Override
  public String words() {
    return Words.say("every-n-days", every);
  }

  @Override
  public Optional<String> counted() {
    return Optional.of(Describe.date(anchor));
  }

  @Override
  public String text() {
    return "days every=" + every + " from=" + anchor;
  }
}
