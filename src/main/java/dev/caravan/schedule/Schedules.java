package dev.caravan.schedule;

import dev.caravan.governance.Accepted;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.schedule.Schedule.Life;
import dev.caravan.schedule.Schedule.Progress;
import dev.caravan.schedule.Schedule.Standing;
import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Once;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The schedules: made and looked up. {@link Changes} changes them, the {@link Clockwork} fires
 * them.
 */
public final class Schedules {
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Vetting vetting;
  private final Calendars calendars;

  public Schedules(Jdbi jdbi, InstantSource clock, Vetting vetting, Calendars calendars) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.vetting = vetting;
    this.calendars = calendars;
  }

  /** What a schedule is to be. */
  public record Wish(Schedule.Said said, Schedule.Timing timing, Schedule.Habits habits) {}

  /** What became of a wish. */
  public sealed interface Answer {

    /**
     * It is kept.
     *
     * @param made whether it is new
     */
    record Kept(Schedule schedule, boolean made, List<String> warnings) implements Answer {
      public Kept {
        warnings = List.copyOf(warnings);
      }
    }

    /** Governance would deny what it says: nothing is kept. */
    record Denied(Accepted.Denied denied) implements Answer {}

    /** It cannot be kept. */
    record Failed(RuntimeException why) implements Answer {}
  }

  /** Makes one; throws {@link Refused} with every fault. */
  public Answer create(Wish wish, String by) {
    Answer answer = create(List.of(wish), by).get(0);
    if (answer instanceof Answer.Failed failed) {
      throw failed.why();
    }
    return answer;
  }

  /** Makes many, each answered in its place; those that can be kept are, in one transaction. */
  public List<Answer> create(List<Wish> wishes, String by) {
    Instant now = clock.instant();
    List<Answer> answers = new ArrayList<>();
    List<Schedule> kept = new ArrayList<>();
    Map<String, Calendar> known = new HashMap<>();
    for (Wish wish : wishes) {
      Answer answer = vetted(fresh(wish, by, now), known, now);
      answers.add(answer);
      if (answer instanceof Answer.Kept fine) {
        kept.add(fine.schedule());
      }
    }
    Set<UUID> written = jdbi.inTransaction(h -> SchedulesTable.insert(h, kept));
    answers.replaceAll(
        a ->
            a instanceof Answer.Kept fine && !written.contains(fine.schedule().id())
                ? new Answer.Failed(taken(fine.schedule()))
                : a);
    return answers;
  }

  private static Schedule fresh(Wish wish, String by, Instant now) {
    return new Schedule(
        Ids.next(),
        wish.said(),
        wish.timing(),
        wish.habits(),
        new Progress(Standing.ACTIVE, null, null, null, 0),
        new Life(1, by, by, now, now));
  }

  private Answer vetted(Schedule draft, Map<String, Calendar> known, Instant now) {
    try {
      String name = draft.timing().calendar();
      Calendar calendar = name == null ? null : known.computeIfAbsent(name, this::calendar);
      return vetted(draft.at(Planning.begun(draft, calendar, now), draft.life()));
    } catch (RuntimeException e) {
      return new Answer.Failed(e);
    }
  }

  Answer vetted(Schedule planned) {
    if (planned.progress().plannedFor() == null) {
      throw neverFires(planned);
    }
    Vetting.Vetted vetted = vetting.vet(planned);
    return vetted instanceof Vetting.Vetted.Denied denied
        ? new Answer.Denied(denied.denied())
        : new Answer.Kept(planned, true, ((Vetting.Vetted.Fine) vetted).warnings());
  }

  private Calendar calendar(String name) {
    return calendars
        .find(name)
        .orElseThrow(() -> calendars.unknown(Refused.Kind.INVALID, "calendar", name));
  }

  @Nullable Calendar calendarOf(Schedule schedule) {
    String name = schedule.timing().calendar();
    return name == null ? null : calendar(name);
  }

  private Refused neverFires(Schedule schedule) {
    Schedule.Written written = schedule.timing().written();
    boolean past =
        schedule.timing().rule() instanceof Once once && !once.at().isAfter(clock.instant());
    return new Refused(
        Refused.Kind.INVALID,
        written.way().word(),
        past ? "in_the_past" : "never_fires",
        past
            ? "'%s' is past, and now is %s; write a later time."
                .formatted(written.text(), clock.instant())
            : "'%s' has no instant to come within start_date, end_date, max_runs and the calendar; it would never fire."
                .formatted(written.text()));
  }

  /** What is wrong with what is said, whenever that would be. */
  public List<Fault> faults(Schedule.Said said) {
    Instant at = clock.instant().plusSeconds(3_600);
    Schedule.Timing once =
        new Schedule.Timing(
            new Schedule.Written(Schedule.Way.SCHEDULED_FOR, at.toString(), ""),
            new Once(at),
            ZoneOffset.UTC,
            Bounds.NONE,
            null);
    Schedule.Habits plain =
        new Schedule.Habits(
            Schedule.Type.ONE_TIME,
            Misfire.ONCE,
            Duration.ofMinutes(15),
            Overlap.ALLOW,
            Duration.ZERO);
    Answer answer =
        vetted(fresh(new Wish(said, once, plain), "", clock.instant()), Map.of(), clock.instant());
    return answer instanceof Answer.Failed failed && failed.why() instanceof Refused refused
        ? refused.faults()
        : List.of();
  }

  static Refused taken(Schedule schedule) {
    return new Refused(
        Refused.Kind.CONFLICT,
        "name",
        "name_taken",
        "A schedule named '%s' is there already; choose another name, or PUT /api/v1/messaging/schedule/by-key/%s."
            .formatted(schedule.said().name(), schedule.said().name()));
  }

  /** The schedule of this id; throws {@link Refused} where there is none. */
  public Schedule need(UUID id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  public Optional<Schedule> find(UUID id) {
    return jdbi.withHandle(h -> SchedulesTable.byId(h, id, false));
  }

  /** Which schedules are asked for; null means any. */
  public record Filter(
      @Nullable UUID agent,
      @Nullable Standing standing,
      Schedule.@Nullable Type type,
      @Nullable String calendar,
      @Nullable UUID after,
      int limit) {}

  /** The next ones in the order in which they were made. */
  public List<Schedule> page(Filter filter) {
    return jdbi.withHandle(h -> SchedulesTable.page(h, filter));
  }

  /** The next five instants of each, by its id. */
  public Map<UUID, List<Instant>> next(List<Schedule> some) {
    Instant now = clock.instant();
    List<String> names =
        some.stream().map(s -> s.timing().calendar()).filter(Objects::nonNull).distinct().toList();
    Map<String, Calendar> known =
        names.isEmpty() ? Map.of() : jdbi.withHandle(h -> CalendarsTable.byNames(h, names));
    Map<UUID, List<Instant>> next = new HashMap<>();
    for (Schedule schedule : some) {
      String calendar = schedule.timing().calendar();
      next.put(
          schedule.id(),
          Planning.next(schedule, calendar == null ? null : known.get(calendar), now, 5));
    }
    return next;
  }

  /** A refusal naming a schedule that is not there. */
  public static Refused unknown(UUID id) {
    return new Refused(
        Refused.Kind.NOT_FOUND,
        "id",
        "schedule_unknown",
        "There is no schedule "
            + id
            + "; GET /api/v1/messaging/schedule/list lists what there is.");
  }

  static String subject(UUID id) {
    return "schedule:" + id;
  }
}
