package dev.caravan.delivery;

import dev.caravan.message.Fingerprint;
import dev.caravan.message.Target;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Signals;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Until when recipients may be written to freely, as their rows in {@code recipients} say. */
final class WindowsTable {
  /** 128 bits: two recipients never share a name in the trail. */
  private static final int NAME_LENGTH = 32;

  private static final String WRITE =
      "insert into recipients (connection, recipient_id, window_open_until, updated_at)"
          + " values (:connection, :recipient, :until, :now)"
          + " on conflict (tenant, connection, recipient_id) do update set window_open_until = ";

  private final Jdbi jdbi;
  private final String salt;

  /**
   * {@code salt} goes into the trail's name of every recipient, for their ids are phone numbers.
   */
  WindowsTable(Jdbi jdbi, String salt) {
    this.jdbi = jdbi;
    this.salt = salt;
  }

  /** Until when the recipient's window is open, or was; empty where it was never seen. */
  Optional<Instant> openUntil(Target.Lane lane) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select window_open_until from recipients where tenant = 'default'"
                        + " and connection = :connection and recipient_id = :recipient"
                        + " and window_open_until is not null")
                .bind("connection", lane.connection())
                .bind("recipient", lane.recipientId())
                .map((rs, context) -> rs.getTimestamp(1).toInstant())
                .findOne());
  }

  /** Keeps the window open until then, or for longer where it is so already. */
  void extend(Target.Lane lane, Instant until, Instant now) {
    jdbi.useHandle(
        h ->
            write(
                h,
                "greatest(recipients.window_open_until, excluded.window_open_until)",
                lane,
                until,
                now));
  }

  /** Closes the window, and tells the other nodes. */
  void close(Target.Lane lane, Instant now) {
    jdbi.useTransaction(
        h -> {
          write(
              h, "least(recipients.window_open_until, excluded.window_open_until)", lane, now, now);
          Signals.send(h, Signals.RECIPIENTS);
        });
  }

  /** Sets what somebody knows better, writes who it was, and tells the other nodes. */
  void set(Target.Lane lane, Instant until, String by, Instant now) {
    jdbi.useTransaction(
        h -> {
          write(h, "excluded.window_open_until", lane, until, now);
          AuditLog.write(
              h,
              now,
              new Act(
                  subject(lane),
                  "recipient.window_set",
                  by,
                  null,
                  null,
                  Map.of("connection", lane.connection(), "window_open_until", until.toString())));
          Signals.send(h, Signals.RECIPIENTS);
        });
  }

  /** The recipient's name in the trail. */
  String subject(Target.Lane lane) {
    return "recipient:"
        + Fingerprint.of(salt, lane.connection(), lane.recipientId()).substring(0, NAME_LENGTH);
  }

  private static void write(
      Handle handle, String value, Target.Lane lane, Instant until, Instant now) {
    handle
        .createUpdate(WRITE + value + ", updated_at = excluded.updated_at")
        .bind("connection", lane.connection())
        .bind("recipient", lane.recipientId())
        .bind("until", until)
        .bind("now", now)
        .execute();
  }
}
