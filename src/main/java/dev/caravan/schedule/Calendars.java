package dev.caravan.schedule;

import dev.caravan.message.Refused;
import dev.caravan.message.Texts;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The calendars: when schedules may fire, by name. */
public final class Calendars {
  private final Jdbi jdbi;
  private final InstantSource clock;

  public Calendars(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** What a calendar is to be. */
  public record Wish(
      String name, List<Window> windows, Calendar.Action action, @Nullable ZoneId zone) {
    public Wish {
      windows = List.copyOf(windows);
    }
  }

  /** What a put did. */
  public record Put(Calendar calendar, boolean made) {}

  public Optional<Calendar> find(String name) {
    return jdbi.withHandle(h -> CalendarsTable.byName(h, name));
  }

  /** The calendar of this name; throws {@link Refused} where there is none. */
  public Calendar need(String name) {
    return find(name).orElseThrow(() -> unknown(Refused.Kind.NOT_FOUND, "name", name));
  }

  /** The next calendars in the order of their names. */
  public List<Calendar> page(@Nullable String after, int limit) {
    return jdbi.withHandle(h -> CalendarsTable.page(h, after, limit));
  }

  /**
   * Makes the calendar of a name or replaces it; every schedule that obeys it has its next instant
   * anew in the same transaction.
   */
  public Put put(Wish wish, String by) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        h -> {
          Optional<Calendar> there = CalendarsTable.byName(h, wish.name());
          Calendar calendar =
              new Calendar(
                  there.map(Calendar::id).orElseGet(Ids::next),
                  wish.name(),
                  wish.windows(),
                  wish.action(),
                  wish.zone(),
                  new Calendar.Life(there.map(c -> c.life().createdAt()).orElse(now), now));
          CalendarsTable.put(h, calendar);
          obey(h, calendar, now);
          String verb = there.isEmpty() ? "calendar.created" : "calendar.changed";
          AuditLog.write(h, now, Act.of("calendar:" + calendar.id(), verb, by));
          return new Put(calendar, there.isEmpty());
        });
  }

  private static void obey(Handle h, Calendar calendar, Instant now) {
    UUID after = null;
    List<Schedule> some;
    do {
      some = SchedulesTable.obeying(h, calendar.name(), after);
      SchedulesTable.move(h, some.stream().map(s -> Planning.anew(s, calendar, now)).toList());
      after = some.isEmpty() ? null : some.get(some.size() - 1).id();
    } while (some.size() == RowsTable.ROWS);
  }

  /** Takes a calendar away; one that a schedule obeys stays. */
  public Calendar delete(String name, String by) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        h -> {
          Calendar calendar =
              CalendarsTable.byName(h, name)
                  .orElseThrow(() -> unknown(Refused.Kind.NOT_FOUND, "name", name));
          List<Schedule> obeying = SchedulesTable.obeying(h, name, null);
          if (!obeying.isEmpty()) {
            throw new Refused(
                Refused.Kind.CONFLICT,
                "name",
                "calendar_in_use",
                "Schedules obey '%s', such as %s; take it out of them first (GET /api/v1/messaging/schedule/list?calendar=%s)."
                    .formatted(name, obeying.get(0).id(), name));
          }
          CalendarsTable.delete(h, name);
          AuditLog.write(h, now, Act.of("calendar:" + calendar.id(), "calendar.deleted", by));
          return calendar;
        });
  }

  /** A refusal naming a calendar that is not there, with the nearest that is. */
  public Refused unknown(Refused.Kind kind, String field, String name) {
    String near =
        Texts.nearest(name, page(null, 1_000).stream().map(Calendar::name).toList())
            .map(n -> " Did you mean '" + n + "'?")
            .orElse("");
    return new Refused(
        kind,
        field,
        "calendar_unknown",
        "There is no calendar '"
            + Texts.shown(name)
            + "'."
            + near
            + " PUT /api/v1/calendars/{name} makes one.");
  }
}
