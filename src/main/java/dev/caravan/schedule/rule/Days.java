package dev.caravan.schedule.rule;

import java.time.LocalDate;
import java.util.Optional;

/** On which days a rule is due. */
public sealed interface Days permits Weekly, EveryNthDay, EveryNthWeek, Monthly {

  /** The first such day, {@code from} itself included; nothing where none comes in a century. */
  Optional<LocalDate> onOrAfter(LocalDate from);

  /** The days in English, such as {@code every Monday} or {@code on the 1st of every month}. */
  String words();

  /** From what day it is counted, in English, or nothing where it is not counted. */
  default Optional<String> counted() {
    return Optional.empty();
  }

  /** Day of month, month and day of week as cron writes them, where it can. */
  default Optional<CronDays> cron() {
    return Optional.empty();
  }

  /** The days as they are stored. */
  String text();
}
