package dev.caravan.schedule.phrase;

import dev.caravan.message.Texts;
import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Once;
import dev.caravan.schedule.rule.Rule;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what people write of times. */
public final class Phrases {
  private static final int LONGEST = 500;

  private Phrases() {}

  /**
   * Understands a phrase, or says which of its words were not understood.
   *
   * @param phrase of at most 500 characters
   * @param zone in which its times are, unless it names one
   * @param now what "tomorrow" and "in 20 minutes" are counted from
   */
  public static Understanding understand(String phrase, ZoneId zone, Instant now) {
    try {
      return read(phrase, zone, now);
    } catch (Misread e) {
      return refused(phrase, e);
    }
  }

  private static Understanding read(String phrase, ZoneId zone, Instant now) {
    if (phrase.isBlank() || phrase.length() > LONGEST) {
      throw new Misread(
          List.of(),
          "a phrase has 1 to " + LONGEST + " characters",
          List.of("every weekday at 9am", "tomorrow at 9"));
    }
    Draft draft = new Draft();
    String rest = CronText.read(phrase, draft);
    new Reading(Lexer.read(rest), draft).read();
    Today today = new Today(now, draft.zone == null ? zone : draft.zone);
    return draft.cron == null ? words(draft, today) : cron(draft, draft.cron, today);
  }

  private static Understanding cron(Draft draft, Rule rule, Today today) {
    for (Draft.Part part : Draft.Part.values()) {
      boolean bound =
          part == Draft.Part.START
              || part == Draft.Part.END
              || part == Draft.Part.RUNS
              || part == Draft.Part.ZONE;
      if (!bound && draft.has(part)) {
        throw new Misread(
            List.of(draft.words(part)),
            "does not go with a cron expression, which says all but where it begins and ends",
            List.of("cron 0 9 * * MON-FRI until 31 December"));
      }
    }
    return understood(rule, Limits.of(draft, today, rule), today, "");
  }

  private static Understanding words(Draft draft, Today today) {
    if (Doubts.isOnce(draft)) {
      OneTime once = new OneTime(draft, today);
      Once rule = once.rule();
      LocalTime assumed = once.assumed();
      return understood(
          rule, Bounds.NONE, today, said(assumed == null ? null : List.of(assumed), null));
    }
    Recurring recurring = new Recurring(draft, today);
    Rule rule = recurring.rule();
    return understood(
        rule,
        Limits.of(draft, today, rule),
        today,
        said(recurring.assumed(), recurring.assumedDay()));
  }

  private static String said(@Nullable List<LocalTime> times, @Nullable String day) {
    return Sentence.assumed(times == null ? List.of() : times, day == null ? "" : day);
  }

  private static Understanding understood(Rule rule, Bounds bounds, Today today, String assumed) {
    String sentence = Sentence.of(rule, bounds, today.zone());
    return new Understanding.Understood(
        rule, bounds, today.zone(), (sentence + " " + assumed).strip());
  }

  private static Understanding refused(String phrase, Misread e) {
    String words = e.words().stream().map(w -> "'" + w + "'").collect(Collectors.joining(", "));
    String examples =
        e.examples().stream().map(x -> "'" + x + "'").collect(Collectors.joining(", "));
    String message =
        "'"
            + Texts.shown(phrase)
            + "': "
            + (words + " " + e.reason()).strip()
            + ". "
            + (examples.isEmpty() ? "" : "Write for example " + examples + ".");
    return new Understanding.NotUnderstood(e.words(), e.examples(), message.strip());
  }
}
