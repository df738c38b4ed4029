package dev.caravan.schedule.phrase;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Reads a day, perhaps with a time on it, for where something begins or ends. */
final class Moments {
  private Moments() {}

  static Draft.@Nullable Moment take(Cursor at) {
    if (at.take("now")) {
      return new Draft.Moment(today -> today, null, null);
    }
    Span span = at.maybe(() -> at.take("in") ? Span.take(at) : null);
    if (span != null) {
      return new Draft.Moment(null, null, span);
    }
    at.take("on");
    if (at.is(Token.MOMENT)) {
      return local(at);
    }
    SomeDay day = SomeDay.take(at);
    Clock time = at.maybe(() -> at.take("at") ? Clocks.takeAny(at) : Clocks.takePlain(at));
    return day == null && time == null ? null : new Draft.Moment(day, time, null);
  }

  /** A day and time in figures, without an offset, for a bound is in the phrase's zone. */
  private static Draft.@Nullable Moment local(Cursor at) {
    Token token = at.take();
    try {
      LocalDateTime moment = LocalDateTime.parse((String) token.value());
      Clock time = new Clock(token.raw(), moment.toLocalTime(), false);
      return new Draft.Moment(today -> moment.toLocalDate(), time, null);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
