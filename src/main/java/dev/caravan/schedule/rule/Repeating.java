package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Due at some times of some days. */
public record Repeating(Days days, Times times) implements Rule, LocalTicks {

  /** Ticks go with days of the week or of the named months, not with counted ones. */
  public Repeating {
    if (times instanceof Times.Every && days.counted().isPresent()) {
      throw new IllegalArgumentException("Ticks do not go with days that are counted");
    }
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return WallClock.next(after, zone, this, times instanceof Times.Every);
  }

  @Override
  public Optional<LocalDateTime> after(LocalDateTime cursor) {
    LocalDate from = cursor.toLocalDate().minusDays(times.pastMidnight() ? 1 : 0);
    Optional<LocalDate> day = days.onOrAfter(from);
    while (day.isPresent()) {
      Optional<LocalDateTime> time = times.after(day.get(), cursor);
      if (time.isPresent()) {
        return time;
      }
      day = days.onOrAfter(day.get().plusDays(1));
    }
    return Optional.empty();
  }

  @Override
  public String words() {
    String said =
        times instanceof Times.Every every
            ? Describe.ticks(every, days)
            : days.words() + " " + ((Times.At) times).words();
    return days.counted().map(from -> said + " " + Words.say("counted", from)).orElse(said);
  }

  /** Cron's words differ on a day of a clock change where hours are listed rather than stepped. */
  @Override
  public Optional<String> cron() {
    return days.cron().flatMap(d -> CronFields.times(times).map(t -> t + " " + d));
  }

  @Override
  public String text() {
    return days.text() + " " + times.text();
  }
}
