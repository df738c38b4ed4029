package dev.caravan.web;

import dev.caravan.message.Durations;
import dev.caravan.message.Fault;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.message.Word;
import dev.caravan.schedule.Misfire;
import dev.caravan.schedule.Overlap;
import dev.caravan.schedule.Schedule;
import dev.caravan.schedule.Schedule.Way;
import dev.caravan.schedule.phrase.Phrases;
import dev.caravan.schedule.phrase.Understanding;
import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Cron;
import dev.caravan.schedule.rule.Interval;
import dev.caravan.schedule.rule.Once;
import dev.caravan.schedule.rule.Rule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads when a schedule fires, and what it does about firings that cannot be as they should. */
final class TimingForm {
  static final int LONGEST_PHRASE = 500;
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int MOST_RUNS = 1_000_000;
  private static final Duration LONGEST_CATCHUP = Duration.ofDays(7);
  private static final Duration LONGEST_JITTER = Duration.ofDays(1);
  private static final Duration USUAL_CATCHUP = Duration.ofMinutes(15);

  private final Form form;
  private final Instant now;

  private TimingForm(Form form, Instant now) {
    this.form = form;
    this.now = now;
  }

  /** Both halves of what was read. */
  record Read(Schedule.Timing timing, Schedule.Habits habits) {}

  /** What a rule was read as, with what a phrase says beside it. */
  private record Understood(Rule rule, Bounds bounds, ZoneId zone, @Nullable String sentence) {}

  /**
   * The times; throws with every fault of the body but those of the fields that {@link SaidForm}
   * reads.
   */
  static Read read(Map<?, ?> body, Instant now) {
    Form form = new Form(body);
    SaidForm.FIELDS.forEach(form::has);
    return new TimingForm(form, now).read();
  }

  private Read read() {
    ZoneId asked = form.zone("timezone");
    ZoneId zone = asked == null ? UTC : asked;
    Instant start = edge("start_date", zone, false);
    Instant end = edge("end_date", zone, true);
    long runs = form.number("max_runs", 1, MOST_RUNS, 0);
    Bounds bounds = new Bounds(start, end, runs == 0 ? null : (int) runs);
    Way way = way();
    String text = way == null ? "" : text(way);
    Optional<Understood> understood = rule(way, text, bounds, zone);
    understood.ifPresent(u -> agree(u, bounds, asked));
    String calendar = form.text("calendar", AgentForm.LONGEST_NAME);
    Schedule.Type type = type(understood.map(Understood::rule).orElse(null));
    Schedule.Habits habits = habits(type);
    if (start != null && end != null && !end.isAfter(start)) {
      form.fault(
          "end_date",
          "before_it_begins",
          "'end_date' is %s, not after 'start_date', which is %s; it would never fire."
              .formatted(end, start));
    }
    form.done();
    Understood u = understood.orElseThrow();
    Bounds all = merged(bounds, u.bounds());
    String sentence = u.sentence() == null ? sentence(u, all) : u.sentence();
    return new Read(
        new Schedule.Timing(
            new Schedule.Written(
                java.util.Objects.requireNonNull(way), text, withCalendar(sentence, calendar)),
            u.rule(),
            u.zone(),
            all,
            calendar),
        habits);
  }

  private static String withCalendar(String sentence, @Nullable String calendar) {
    return calendar == null
        ? sentence
        : sentence + " Only when the calendar '" + calendar + "' lets it.";
  }

  private @Nullable Way way() {
    List<Way> written = new ArrayList<>();
    for (Way way : Way.values()) {
      if (form.has(way.word())) {
        written.add(way);
      }
    }
    if (written.isEmpty()) {
      form.fault(
          Way.NATURAL_LANGUAGE_SCHEDULE.word(),
          "required",
          "One of %s is required, for example \"natural_language_schedule\": \"every weekday at 9am\"."
              .formatted(String.join(", ", Word.words(Way.class))));
      return null;
    }
    for (Way other : written.subList(1, written.size())) {
      form.fault(
          other.word(),
          "contradiction",
          "'%s' and '%s' both say when; leave one of them out."
              .formatted(written.get(0).word(), other.word()));
    }
    return written.get(0);
  }

  private String text(Way way) {
    if (way == Way.EVERY) {
      Duration every = form.duration(way.word());
      return every == null ? "" : Durations.written(every);
    }
    if (way == Way.SCHEDULED_FOR) {
      Instant at = form.instant(way.word());
      return at == null ? "" : at.toString();
    }
    return form.need(
        way.word(),
        LONGEST_PHRASE,
        way == Way.CRON_EXPRESSION ? "0 9 * * mon-fri" : "every weekday at 9am");
  }

  private Optional<Understood> rule(@Nullable Way way, String text, Bounds bounds, ZoneId zone) {
    if (way == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return switch (way) {
        case SCHEDULED_FOR -> plain(new Once(Instant.parse(text)), zone);
        case CRON_EXPRESSION -> plain(Cron.of(text), zone);
        case EVERY -> plain(every(text, bounds), zone);
        case NATURAL_LANGUAGE_SCHEDULE -> phrase(text, zone);
      };
    } catch (Refused refused) {
      refused.faults().forEach(f -> form.fault(way.word(), f.code(), f.message()));
    } catch (IllegalArgumentException e) {
      form.fault(
          way.word(),
          "out_of_range",
          "'%s' is '%s'; write whole seconds, minutes, hours or days, from 1s to 3650d."
              .formatted(way.word(), text));
    }
    return Optional.empty();
  }

  private static Optional<Understood> plain(Rule rule, ZoneId zone) {
    return Optional.of(new Understood(rule, Bounds.NONE, zone, null));
  }

  private Rule every(String text, Bounds bounds) {
    Duration every = Durations.parse(text).orElseThrow(IllegalArgumentException::new);
    Instant start = bounds.start();
    return new Interval(every, start == null ? now : start);
  }

  private Optional<Understood> phrase(String text, ZoneId zone) {
    Understanding understanding = Phrases.understand(text, zone, now);
    if (understanding instanceof Understanding.Understood u) {
      return Optional.of(new Understood(u.rule(), u.bounds(), u.zone(), u.sentence()));
    }
    Fault fault =
        fault(Way.NATURAL_LANGUAGE_SCHEDULE.word(), (Understanding.NotUnderstood) understanding);
    form.fault(fault.field(), fault.code(), fault.message());
    return Optional.empty();
  }

  /** What was not understood. */
  static Fault fault(String field, Understanding.NotUnderstood not) {
    return new Fault(field, "not_understood", not.message());
  }

  /** What a phrase says must not be said otherwise beside it. */
  private void agree(Understood u, Bounds bounds, @Nullable ZoneId asked) {
    if (asked != null && !asked.equals(u.zone())) {
      contradiction("timezone", "the zone " + u.zone().getId());
    }
    if (bounds.start() != null && u.bounds().start() != null) {
      contradiction("start_date", "when it begins");
    }
    if (bounds.end() != null && u.bounds().end() != null) {
      contradiction("end_date", "when it ends");
    }
    if (bounds.maxRuns() != null && u.bounds().maxRuns() != null) {
      contradiction("max_runs", "how many runs there are");
    }
  }

  private void contradiction(String field, String what) {
    form.fault(
        field,
        "contradiction",
        "'%s' and the phrase both say %s; leave '%s' out.".formatted(field, what, field));
  }

  private static Bounds merged(Bounds own, Bounds phrase) {
    return new Bounds(
        own.start() == null ? phrase.start() : own.start(),
        own.end() == null ? phrase.end() : own.end(),
        own.maxRuns() == null ? phrase.maxRuns() : own.maxRuns());
  }

  /** An instant, or a date: its first moment, or its last where it is an end. */
  private @Nullable Instant edge(String name, ZoneId zone, boolean last) {
    String text = form.text(name, 64);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == 10) {
        LocalDate day = LocalDate.parse(text);
        return last
            ? day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1)
            : day.atStartOfDay(zone).toInstant();
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      form.fault(
          name,
          "not_an_instant",
          "'%s' is '%s'; write a date such as 2026-12-24, or a date, a time and an offset, for example 2026-12-24T18:00:00Z."
              .formatted(name, text));
      return null;
    }
  }

  private Schedule.Type type(@Nullable Rule rule) {
    Schedule.Type read = rule instanceof Once ? Schedule.Type.ONE_TIME : Schedule.Type.RECURRING;
    Schedule.Type written = form.word("schedule_type", Schedule.Type.class, read);
    if (rule != null && written != read) {
      form.fault(
          "schedule_type",
          "contradiction",
          "'schedule_type' is %s, but what was written is %s; leave it out."
              .formatted(written.word(), read.word()));
    }
    return read;
  }

  private Schedule.Habits habits(Schedule.Type type) {
    Duration catchup = bounded("catchup_window", LONGEST_CATCHUP);
    Duration jitter = bounded("jitter", LONGEST_JITTER);
    return new Schedule.Habits(
        type,
        form.word("misfire", Misfire.class, Misfire.ONCE),
        catchup == null ? USUAL_CATCHUP : catchup,
        form.word("overlap", Overlap.class, Overlap.ALLOW),
        jitter == null ? Duration.ZERO : jitter);
  }

  private @Nullable Duration bounded(String name, Duration longest) {
    Duration read = form.duration(name);
    if (read != null && read.compareTo(longest) > 0) {
      form.fault(
          name,
          "out_of_range",
          "'%s' is %s; write at most %s."
              .formatted(name, Durations.written(read), Durations.written(longest)));
    }
    return read;
  }

  /** What was understood of what is no phrase. */
  private static String sentence(Understood u, Bounds bounds) {
    StringBuilder said =
        new StringBuilder(u.rule() instanceof Once once ? once.words(u.zone()) : u.rule().words());
    said.setCharAt(0, Character.toUpperCase(said.charAt(0)));
    said.append(", ").append(u.zone().getId());
    Instant start = bounds.start();
    Instant end = bounds.end();
    if (start != null) {
      said.append(", from ").append(start.atZone(u.zone()).toOffsetDateTime());
    }
    if (end != null) {
      said.append(", until ").append(end.atZone(u.zone()).toOffsetDateTime());
    }
    if (bounds.maxRuns() != null) {
      said.append(", at most ").append(bounds.maxRuns()).append(" times");
    }
    return said.append('.').toString();
  }
}
