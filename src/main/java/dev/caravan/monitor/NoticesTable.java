package dev.caravan.monitor;

import dev.caravan.message.Word;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who on call was told what, and when: the table {@code ops_notices}. */
final class NoticesTable {
  private static final Duration KEPT = Duration.ofDays(30);

  /** How long it is looked whether a notice arrived; it expires long before. */
  private static final Duration FOLLOWED = Duration.ofDays(1);

  private final Jdbi jdbi;

  NoticesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Runs the act unless another node does; what it writes it commits by itself. */
  void alone(Runnable act) {
    // Not a handle of the thread's: the act's own transactions would become part of this one.
    try (Handle lock = jdbi.open()) {
      lock.begin();
      boolean mine =
          lock.createQuery(
                  "select pg_try_advisory_xact_lock(hashtextextended('caravan.on-call', 0))")
              .mapTo(Boolean.class)
              .one();
      if (mine) {
        act.run();
      }
      lock.commit();
    }
  }

  /**
   * Makes a notice of what was gathered of a trouble, unless the last one of it has not been told
   * yet, or only since {@code apart}.
   */
  void make(Trouble trouble, Instant now, Duration apart, Function<List<Gathered>, Notice> words) {
    jdbi.useTransaction(
        h -> {
          boolean tooSoon =
              h.createQuery(
                      "select exists (select 1 from ops_notices where kind = :kind"
                          + " and (told_at is null or told_at > :since))")
                  .bind("kind", trouble.word())
                  .bind("since", now.minus(apart))
                  .mapTo(Boolean.class)
                  .one();
          List<Gathered> gathered = tooSoon ? List.of() : TroublesTable.take(h, trouble);
          if (!gathered.isEmpty()) {
            insert(h, words.apply(gathered), gathered, now);
          }
        });
  }

  private static void insert(Handle h, Notice notice, List<Gathered> gathered, Instant now) {
    h.createUpdate(
            "insert into ops_notices (id, kind, made_at, content, gathered, avoid)"
                + " values (:id, :kind, :now, :content, :gathered, :avoid)")
        .bind("id", notice.id())
        .bind("kind", notice.trouble().word())
        .bind("now", now)
        .bind("content", notice.content())
        .bind("gathered", gathered.stream().mapToLong(Gathered::count).sum())
        .bindArray("avoid", String.class, notice.avoid())
        .execute();
    h.createUpdate("delete from ops_notices where told_at < :before")
        .bind("before", now.minus(KEPT))
        .execute();
  }

  /**
   * What nobody was told yet, oldest first. What was told and did not arrive is among it again, but
   * for the target it was told to: a notice told twice is better than one told to nobody.
   */
  List<Notice> untold(Instant now) {
    return jdbi.inTransaction(
        h -> {
          h.createUpdate(
                  "update ops_notices n set told_at = null, message_id = null, tries = n.tries + 1,"
                      + " in_vain = n.in_vain || n.target from proactive_messages p"
                      + " where n.told_at > :since and p.id = n.message_id"
                      + " and p.status in ('failed', 'dead', 'unknown', 'denied', 'rejected', 'expired')")
              .bind("since", now.minus(FOLLOWED))
              .execute();
          return h.createQuery(
                  "select id, kind, content, avoid, in_vain, tries from ops_notices"
                      + " where told_at is null and (not_before is null or not_before <= :now)"
                      + " order by made_at")
              .bind("now", now)
              .map((rs, context) -> read(rs))
              .list();
        });
  }

  private static Notice read(ResultSet rs) throws SQLException {
    return new Notice(
        rs.getObject("id", UUID.class),
        Word.of(Trouble.class, rs.getString("kind")),
        rs.getString("content"),
        Arrays.asList((String[]) rs.getArray("avoid").getArray()),
        Arrays.asList((String[]) rs.getArray("in_vain").getArray()),
        rs.getInt("tries"));
  }

  /** The message that this try of the notice became, if a hub had ended before it wrote that. */
  Optional<Said> said(Notice notice) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select id, connection, recipient_id from proactive_messages"
                        + " where tenant = 'default' and origin_key = :key")
                .bind("key", notice.originKey())
                .map(
                    (rs, context) ->
                        new Said(
                            rs.getObject(1, UUID.class), rs.getString(2) + " " + rs.getString(3)))
                .findOne());
  }

  /** A message, and the target it went to. */
  record Said(UUID message, String target) {}

  /** The notice became this message. */
  void told(Notice notice, Said said, Instant now) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "update ops_notices set told_at = :now, message_id = :message, target = :target"
                        + " where id = :id")
                .bind("now", now)
                .bind("message", said.message())
                .bind("target", said.target())
                .bind("id", notice.id())
                .execute());
  }

  /** The notice cannot be told to this target. */
  void inVain(Notice notice, String target) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "update ops_notices set in_vain = in_vain || :target, tries = tries + 1 where id = :id")
                .bind("target", target)
                .bind("id", notice.id())
                .execute());
  }

  /** The notice could be told to no target: all are tried again then. */
  void startOver(Notice notice, Instant then) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "update ops_notices set in_vain = '{}', not_before = :then where id = :id")
                .bind("then", then)
                .bind("id", notice.id())
                .execute());
  }
}
