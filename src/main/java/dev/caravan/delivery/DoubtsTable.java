package dev.caravan.delivery;

import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The {@code doubts} table: what may have arrived, and is to be sent again all the same. */
final class DoubtsTable {
  private final Jdbi jdbi;

  DoubtsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Why a part is sent again.
   *
   * @param since when the first try began that may have arrived
   * @param forced whether a human said so
   */
  record Doubt(Instant since, boolean forced) {}

  /** The doubt about this part, where there is one. */
  Optional<Doubt> of(UUID id, int part) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select since, forced_by is not null as forced from doubts"
                        + " where message_id = :id and part = :part")
                .bind("id", id)
                .bind("part", part)
                .map(
                    (rs, context) ->
                        new Doubt(rs.getTimestamp("since").toInstant(), rs.getBoolean("forced")))
                .findOne());
  }

  /**
   * Writes down which of these may have arrived and are tried again; before they are, or a crash in
   * between would let them be sent without anybody knowing.
   */
  void remember(List<Settlement> settlements) {
    for (Settlement s : settlements) {
      if (s.outcome() instanceof Outcome.Unknown unknown
          && s.next() instanceof Settlement.Next.Again) {
        jdbi.useHandle(
            h ->
                h.createUpdate(
                        "insert into doubts (message_id, part, since, reason, tries)"
                            + " values (:id, :part, :since, :reason, :tries)"
                            + " on conflict (message_id) do update set part = excluded.part,"
                            + " since = case when doubts.part = excluded.part"
                            + " then least(doubts.since, excluded.since) else excluded.since end,"
                            + " forced_by = case when doubts.part = excluded.part then doubts.forced_by end,"
                            + " reason = excluded.reason, tries = excluded.tries")
                    .bind("id", s.row().message().id())
                    .bind("part", s.row().state().part())
                    .bind("since", s.startedAt())
                    .bind("reason", unknown.reason().word())
                    .bind("tries", s.row().state().attempts() + 1)
                    .execute());
      }
    }
  }

  /** Says that the part is sent again now, and why that is allowed; before it is. */
  void resent(Message message, int part, String allowed, Instant now) {
    jdbi.useTransaction(
        h -> {
          Map<String, Object> doubt =
              h.createQuery(
                      "update doubts set resends = resends + 1, resent_at = :now where message_id = :id"
                          + " returning since, reason")
                  .bind("id", message.id())
                  .bind("now", now)
                  .map(
                      (rs, context) ->
                          Map.<String, Object>of(
                              "since",
                              rs.getTimestamp("since").toInstant().toString(),
                              "reason",
                              rs.getString("reason")))
                  .one();
          AuditLog.write(
              h,
              now,
              new Act(
                  AuditLog.message(message.id()),
                  "message.resent",
                  "hub",
                  (String) doubt.get("reason"),
                  message.notes().correlationId(),
                  Map.of(
                      "part", part, "allowed_by", allowed, "in_doubt_since", doubt.get("since"))));
        });
  }
}
