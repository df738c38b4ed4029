package dev.caravan.schedule.phrase;

import dev.caravan.message.Texts;
import dev.caravan.schedule.words.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a phrase part by part, each by the family that reads the farthest. */
final class Reading {
  private static final List<String> EXAMPLES =
      List.of(
          "every weekday at 9am",
          "every Monday, Wednesday and Friday at 14:30",
          "on the last day of every month at 17:00",
          "tomorrow at 9",
          "in 20 minutes");

  private final Cursor at;
  private final Draft draft;

  Reading(List<Token> tokens, Draft draft) {
    this.at = new Cursor(tokens);
    this.draft = draft;
  }

  /** Reads all of it. */
  void read() {
    if (at.is("ambiguous")) {
      throw ambiguous(at.here().raw());
    }
    while (!at.ended()) {
      int begin = at.at();
      Family chosen = null;
      Family.Clause clause = null;
      int end = begin;
      Misread doubt = null;
      for (Family family : Families.ALL) {
        at.goTo(begin);
        Family.Clause read;
        try {
          read = family.read(at);
        } catch (Misread e) {
          doubt = e;
          continue;
        }
        if (read != null && at.at() > end) {
          chosen = family;
          clause = read;
          end = at.at();
        }
      }
      at.goTo(begin);
      if (chosen == null || clause == null) {
        throw doubt == null ? stuck() : doubt;
      }
      clause.into(draft);
      at.goTo(end);
      separator();
    }
  }

  /** A comma or an "and" between two parts; one at the end is in the way. */
  private void separator() {
    int begin = at.at();
    if (at.takeSeparator() && at.ended()) {
      String raw = at.token(begin).raw();
      throw new Misread(raw, "stands at the end, and nothing follows", "every day at 9am and 5pm");
    }
  }

  private Misread stuck() {
    List<String> unknown = at.unknown();
    if (!unknown.isEmpty()) {
      return new Misread(unknown, "not understood" + near(unknown), nearest());
    }
    int reached = Math.max(at.reached(), at.at());
    if (reached >= at.size()) {
      Token last = at.token(at.size() - 1);
      return new Misread(
          List.of(last.raw()), "is not the end: something must follow it", nearest());
    }
    Token token = at.token(reached);
    if (token.key().equals("ambiguous")) {
      return ambiguous(token.raw());
    }
    return new Misread(List.of(token.raw()), "is not understood here", nearest());
  }

  private static String near(List<String> unknown) {
    if (unknown.size() > 1) {
      return "";
    }
    String word = unknown.get(0).toLowerCase(Locale.ROOT);
    return Texts.nearest(word, Words.all())
        .filter(w -> w.length() > 2)
        .map(w -> "; did you mean '" + w + "'")
        .orElse("");
  }

  private static Misread ambiguous(String raw) {
    return new Misread(
        raw,
        "is read as twice a period by some and as every two periods by others; write which",
        "every 2 weeks on Monday at 9am",
        "twice a week on Monday and Thursday at 9");
  }

  /** Examples of the family that came the farthest, or of several. */
  private List<String> nearest() {
    int begin = at.at();
    Family nearest = null;
    int farthest = begin;
    for (Family family : Families.ALL) {
      int reached = reached(family, begin);
      if (reached > farthest) {
        nearest = family;
        farthest = reached;
      }
    }
    at.goTo(begin);
    return nearest == null ? EXAMPLES : nearest.examples();
  }

  private int reached(Family family, int begin) {
    Cursor alone = at.again();
    alone.goTo(begin);
    Family.@Nullable Clause read;
    try {
      read = family.read(alone);
    } catch (Misread e) {
      return begin;
    }
    return read == null ? alone.reached() : alone.at();
  }
}
