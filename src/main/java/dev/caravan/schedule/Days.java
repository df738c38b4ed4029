package dev.caravan.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;

/** Dates of a calendar: one, one of every year, or all from one to another. */
public sealed interface Days {

  /** Whether a date is among them. */
  boolean has(LocalDate day);

  /** As they are written. */
  String text();

  /** From the first to the last, both included. */
  record Span(LocalDate first, LocalDate last) implements Days {
    @Override
    public boolean has(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }

    @Override
    public String text() {
      return first.equals(last) ? first.toString() : first + "/" + last;
    }
  }

  /** The same day of every year. */
  record Yearly(MonthDay day) implements Days {
    @Override
    public boolean has(LocalDate other) {
      return MonthDay.from(other).equals(day);
    }

    @Override
    public String text() {
      return day.toString().substring(2);
    }
  }

  /** Reads 2026-12-25, 12-25 or 2026-12-24/2027-01-01; empty where it is none of them. */
  static Optional<Days> parse(String text) {
    try {
      if (text.matches("\\d{2}-\\d{2}")) {
        return Optional.of(new Yearly(MonthDay.parse("--" + text)));
      }
      int slash = text.indexOf('/');
      LocalDate first = LocalDate.parse(slash < 0 ? text : text.substring(0, slash));
      LocalDate last = slash < 0 ? first : LocalDate.parse(text.substring(slash + 1));
      return last.isBefore(first) ? Optional.empty() : Optional.of(new Span(first, last));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
