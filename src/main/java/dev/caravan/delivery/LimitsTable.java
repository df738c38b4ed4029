package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The {@code limits_until} table: the silences that platforms asked for, over a restart. */
final class LimitsTable {
  private final Jdbi jdbi;

  LimitsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Writes the silences among these. */
  void remember(List<Settlement> settlements) throws SQLException {
    for (Settlement s : settlements) {
      if (s.outcome() instanceof Outcome.Limited limited) {
        boolean whole = limited.scope() == Outcome.Scope.CONNECTION;
        jdbi.useHandle(
            h ->
                h.createUpdate(
                        "insert into limits_until (connection, recipient_id, until, reason)"
                            + " values (:connection, :recipient, :until, 'rate_limited')"
                            + " on conflict (tenant, connection, recipient_id)"
                            + " do update set until = greatest(limits_until.until, excluded.until)")
                    .bind("connection", s.row().message().target().connection())
                    .bind("recipient", whole ? "" : s.row().recipient())
                    .bind("until", s.endedAt().plus(limited.after()))
                    .execute());
      }
    }
  }

  /**
   * The silences of a connection that last beyond now; the recipient is null for the whole of it.
   */
  void load(String connection, Instant now, BiConsumer<@Nullable String, Instant> close) {
    jdbi.useHandle(
        h -> {
          h.createUpdate("delete from limits_until where until <= :now").bind("now", now).execute();
          h.createQuery(
                  "select recipient_id, until from limits_until where connection = :connection")
              .bind("connection", connection)
              .map(
                  (rs, context) -> {
                    String recipient = rs.getString(1);
                    close.accept(
                        recipient.isEmpty() ? null : recipient, rs.getTimestamp(2).toInstant());
                    return recipient;
                  })
              .list();
        });
  }
}
