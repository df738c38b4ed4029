package dev.caravan.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The {@code frequency_slots} table: what was handed to a platform for those who have a cap. A
 * message keeps its slot over its tries, and gives it back where it ended unsent.
 */
public final class FrequencyTable {
  private final Jdbi jdbi;

  public FrequencyTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A cap that is reached, whose it is, and when it allows the next. */
  public record Full(HeldPolicy held, FrequencyCap cap, Instant until) {}

  /** The caps that allow no message at {@code at}; nothing is taken. */
  public List<Full> full(List<HeldPolicy> capped, UUID message, Instant at) {
    return jdbi.withHandle(h -> full(h, capped, message, at));
  }

  /** As {@link #full}; where none is, the message takes its slot in each of them. */
  public List<Full> take(List<HeldPolicy> capped, UUID message, Instant at) {
    return jdbi.inTransaction(
        h -> {
          // In one order, so that two messages that share some of them wait for each other once.
          capped.stream()
              .sorted(Comparator.comparing(HeldPolicy::subject))
              .forEach(held -> lock(h, held));
          List<Full> full = full(h, capped, message, at);
          if (full.isEmpty()) {
            capped.forEach(held -> take(h, held, message, at));
          }
          return full;
        });
  }

  private static void lock(Handle handle, HeldPolicy held) {
    handle.execute(
        "select pg_advisory_xact_lock(hashtextextended('caravan.frequency:' || ?, 0))",
        held.subject());
  }

  private static List<Full> full(Handle handle, List<HeldPolicy> capped, UUID message, Instant at) {
    List<Full> full = new ArrayList<>();
    for (HeldPolicy held : capped) {
      for (FrequencyCap cap : held.policy().frequency()) {
        last(handle, held, cap, message, at)
            .ifPresent(oldest -> full.add(new Full(held, cap, oldest.plus(cap.per()))));
      }
    }
    return full;
  }

  /** When the oldest of those went whose going frees the cap; empty where it is not reached. */
  private static Optional<Instant> last(
      Handle handle, HeldPolicy held, FrequencyCap cap, UUID message, Instant at) {
    return handle
        .createQuery(
            "select s.at from frequency_slots s join proactive_messages p on p.id = s.message_id"
                + " where s.tenant = 'default' and s.subject = :subject and s.message_id <> :message"
                + " and s.at > :from and s.at <= :at"
                + " and p.status in ('approved', 'sent', 'delivered', 'read', 'unknown')"
                + " order by s.at desc offset :others limit 1")
        .bind("subject", held.subject())
        .bind("message", message)
        .bind("from", at.minus(cap.per()))
        .bind("at", at)
        .bind("others", cap.count() - 1)
        .mapTo(Instant.class)
        .findOne();
  }

  private static void take(Handle handle, HeldPolicy held, UUID message, Instant at) {
    handle
        .createUpdate(
            "insert into frequency_slots (subject, message_id, at) values (:subject, :message, :at)"
                + " on conflict (tenant, subject, message_id) do update set at = excluded.at")
        .bind("subject", held.subject())
        .bind("message", message)
        .bind("at", at)
        .execute();
  }
}
