package dev.caravan.schedule.phrase;

import java.util.List;
import java.util.stream.Stream;

/** All families; of two that read equally far, the first is taken. */
final class Families {
  /** Those that are whole phrases by themselves, in the order of the guide. */
  static final List<Family> WHOLE =
      List.of(
          new EveryUnit(),
          new EveryNth(),
          new OnWeekdays(),
          new EveryOtherWeekday(),
          new TimesADay(),
          new DaysOfMonth(),
          new WeekdaysOfMonth(),
          new Quarterly(),
          new Yearly(),
          new OnADay(),
          new InAWhile(),
          new CronText());

  /** Those that say more about it. */
  static final List<Family> MORE =
      List.of(
          new AtTimes(),
          new BetweenTimes(),
          new Starting(),
          new Until(),
          new ForSoLong(),
          new InMonths(),
          new Except(),
          new CountedFrom(),
          new InZone());

  static final List<Family> ALL = Stream.concat(MORE.stream(), WHOLE.stream()).toList();

  private Families() {}
}
