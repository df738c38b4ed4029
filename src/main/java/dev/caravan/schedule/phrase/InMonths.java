package dev.caravan.schedule.phrase;

import java.time.Month;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In some months only; and "of every month", behind a day. */
final class InMonths implements Family {

  @Override
  public String title() {
    return "In some months";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every Monday at 9am in June, July and August",
        "every day at 7:00 from June to August",
        "on the 15th of every other month at 9am",
        "every weekday in December at 8am");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    boolean of = at.take("of");
    if (of) {
      Clause all = ofEvery(at, begin);
      if (all != null) {
        return all;
      }
      at.goTo(begin + 1);
    } else {
      at.take("in", "during", "from", "between");
    }
    boolean every = at.take("every");
    Set<Month> months = at.at() == begin ? null : MonthList.take(at);
    if (months == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.MONTHS, raw);
      draft.months.addAll(months);
      draft.recurring |= every;
    };
  }

  /** Behind "of": every month, the quarter, each year, every 5 months. */
  private static @Nullable Clause ofEvery(Cursor at, int begin) {
    boolean every = at.take("every");
    if (!every && !at.take("the", "article")) {
      return null;
    }
    Integer n = every && at.take("other") ? Integer.valueOf(2) : every ? at.takeNumber() : null;
    Unit unit = n == null ? Unit.takeOne(at) : Unit.takeAny(at);
    if (unit != Unit.MONTH && unit != Unit.QUARTER && unit != Unit.YEAR) {
      return null;
    }
    int count = n == null ? 1 : n;
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      // "monthly on the first Monday of the month" says the same twice, and may.
      if (draft.every == null || draft.every.unit() != unit || draft.every.n() != count) {
        HowOften.say(draft, count, unit, raw);
      }
    };
  }
}
