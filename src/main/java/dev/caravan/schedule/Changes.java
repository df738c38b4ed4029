package dev.caravan.schedule;

import dev.caravan.message.Refused;
import dev.caravan.schedule.Schedule.Progress;
import dev.caravan.schedule.Schedule.Standing;
import dev.caravan.schedule.Schedules.Answer;
import dev.caravan.schedule.Schedules.Wish;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Changes schedules that are there: written anew, paused, resumed, taken away. */
public final class Changes {
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Schedules schedules;

  public Changes(Jdbi jdbi, InstantSource clock, Schedules schedules) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.schedules = schedules;
  }

  /**
   * Writes one anew, all but its id.
   *
   * @param version what its reader had seen; null where that does not matter
   */
  public Answer put(UUID id, Wish wish, @Nullable Long version, String by) {
    return written(wish, schedules.need(id), version, by);
  }

  /** The schedule of a name. */
  public Optional<Schedule> named(String name) {
    return jdbi.inTransaction(h -> SchedulesTable.byName(h, name));
  }

  /** Makes the schedule of a name, or writes it anew. */
  public Answer putByName(String name, Wish wish, @Nullable Long version, String by) {
    Optional<Schedule> old = named(name);
    if (old.isEmpty()) {
      if (version != null) {
        throw outdated("There is no schedule '" + name + "' of any version");
      }
      Answer made = schedules.create(List.of(wish), by).get(0);
      if (!(made instanceof Answer.Failed failed)) {
        return made;
      }
      if (!(failed.why() instanceof Refused refused) || refused.kind() != Refused.Kind.CONFLICT) {
        throw failed.why();
      }
      // Somebody else has made it meanwhile.
      old = named(name);
    }
    return written(wish, old.orElseThrow(), version, by);
  }

  private Answer written(Wish wish, Schedule old, @Nullable Long version, String by) {
    check(old, version);
    Instant now = clock.instant();
    Schedule draft = over(old, wish, by, now);
    Calendar calendar = schedules.calendarOf(draft);
    boolean over = same(old, draft) && old.progress().plannedFor() == null;
    Answer answer =
        over
            ? new Answer.Kept(draft, false, List.of())
            : schedules.vetted(draft.at(Planning.begun(draft, calendar, now), draft.life()));
    return answer instanceof Answer.Kept fine
        ? new Answer.Kept(kept(wish, old.id(), version, by, calendar), false, fine.warnings())
        : answer;
  }

  private Schedule kept(
      Wish wish, UUID id, @Nullable Long version, String by, @Nullable Calendar calendar) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        h -> {
          Schedule there = locked(h, id);
          check(there, version);
          Schedule fresh = over(there, wish, by, now);
          Schedule next = fresh.at(progress(there, fresh, calendar, now), fresh.life());
          String name = next.said().name();
          if (name != null
              && !name.equals(there.said().name())
              && SchedulesTable.byName(h, name).isPresent()) {
            throw Schedules.taken(next);
          }
          SchedulesTable.update(h, List.of(next));
          AuditLog.write(h, now, Act.of(Schedules.subject(id), "schedule.changed", by));
          return next;
        });
  }

  private static Schedule locked(Handle handle, UUID id) {
    return SchedulesTable.byId(handle, id, true).orElseThrow(() -> Schedules.unknown(id));
  }

  /** What is relative to now, as an interval's begin, stays where its words are the same. */
  private static Schedule over(Schedule old, Wish wish, String by, Instant now) {
    Schedule fresh =
        new Schedule(
            old.id(),
            wish.said(),
            wish.timing(),
            wish.habits(),
            old.progress(),
            old.life().written(by, now));
    return same(old, fresh)
        ? new Schedule(
            old.id(),
            wish.said(),
            old.timing(),
            wish.habits(),
            old.progress(),
            old.life().written(by, now))
        : fresh;
  }

  /** Where times are as they were, it goes on as it would have: schedules may live in git. */
  private static Progress progress(
      Schedule old, Schedule fresh, @Nullable Calendar calendar, Instant now) {
    if (same(old, fresh)) {
      return old.progress();
    }
    Progress begun = Planning.begun(fresh, calendar, now);
    return old.progress().standing() == Standing.PAUSED ? Planning.paused(begun) : begun;
  }

  private static boolean same(Schedule old, Schedule fresh) {
    Schedule.Timing was = old.timing();
    Schedule.Timing is = fresh.timing();
    return was.written().way() == is.written().way()
        && was.written().text().equals(is.written().text())
        && was.zone().equals(is.zone())
        && was.bounds().equals(is.bounds())
        && Objects.equals(was.calendar(), is.calendar())
        && old.habits().jitter().equals(fresh.habits().jitter());
  }

  private static void check(Schedule schedule, @Nullable Long version) {
    if (version != null && version != schedule.life().version()) {
      throw outdated(
          "The schedule is at version %d by now, and If-Match says %d"
              .formatted(schedule.life().version(), version));
    }
  }

  private static Refused outdated(String what) {
    return new Refused(
        Refused.Kind.OUTDATED,
        "If-Match",
        "version_changed",
        what + "; read it again, and write what it is to be then.");
  }

  /** Keeps it from firing; when it is resumed, its misfire policy says what was missed. */
  public Schedule pause(UUID id, String by) {
    return turned(id, by, "schedule.paused", Standing.PAUSED);
  }

  /** Lets it fire again. */
  public Schedule resume(UUID id, String by) {
    return turned(id, by, "schedule.resumed", Standing.ACTIVE);
  }

  private Schedule turned(UUID id, String by, String verb, Standing to) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        h -> {
          Schedule old = locked(h, id);
          Progress progress = old.progress();
          if (progress.standing() == to) {
            return old;
          }
          if (progress.standing() == Standing.COMPLETED) {
            throw new Refused(
                Refused.Kind.CONFLICT,
                "id",
                "schedule_over",
                "The schedule has fired for the last time; PUT it with new times to let it go on.");
          }
          Schedule turned =
              old.at(
                  to == Standing.PAUSED ? Planning.paused(progress) : Planning.resumed(progress),
                  old.life().changed(now));
          SchedulesTable.update(h, List.of(turned));
          AuditLog.write(h, now, Act.of(Schedules.subject(id), verb, by));
          return turned;
        });
  }

  /** Takes it away; its history stays. */
  public Schedule delete(UUID id, String by) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        h -> {
          Schedule gone = locked(h, id);
          SchedulesTable.delete(h, id);
          AuditLog.write(h, now, Act.of(Schedules.subject(id), "schedule.deleted", by));
          return gone;
        });
  }
}
