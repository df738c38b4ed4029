package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Once, after some time. */
final class InAWhile implements Family {

  @Override
  public String title() {
    return "Once, after some time";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "in 20 minutes",
        "in half an hour",
        "in 1 hour and 30 minutes",
        "2 hours from now",
        "in 3 days at 10:00",
        "in two weeks");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    at.take("once");
    boolean in = at.take("in");
    Span span = Span.take(at);
    if (span == null) {
      return null;
    }
    boolean ago = !in && at.take("ago");
    if (!in && !ago && !at.takeAll("from", "now")) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      if (ago) {
        throw SomeDay.past(raw);
      }
      draft.say(Draft.Part.DATE, raw);
      draft.in = span;
    };
  }
}
