package dev.caravan.contact;

import dev.caravan.message.Target;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Json;
import dev.caravan.store.Signals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The policies of single recipients, as their rows in {@code recipients} say. */
final class PoliciesTable {
  private final Jdbi jdbi;

  PoliciesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A recipient's policy but for their opt-out, which {@code RecipientsTable} follows. */
  record Change(Target.Lane lane, RecipientPolicy policy) {}

  static List<Change> changed(Handle handle, long after) {
    return handle
        .createQuery(
            "select connection, recipient_id, policy from recipients where policy_version > :after")
        .bind("after", after)
        .map(
            (rs, context) ->
                new Change(
                    new Target.Lane(rs.getString(1), rs.getString(2)),
                    PolicyJson.read(Json.object(rs.getString(3)), false)))
        .list();
  }

  private static RecipientPolicy of(Handle handle, Target.Lane lane) {
    return handle
        .createQuery(
            "select policy, opted_out_at is not null from recipients where tenant = 'default'"
                + " and connection = :connection and recipient_id = :recipient")
        .bind("connection", lane.connection())
        .bind("recipient", lane.recipientId())
        .map((rs, context) -> PolicyJson.read(Json.object(rs.getString(1)), rs.getBoolean(2)))
        .findOne()
        .orElse(RecipientPolicy.NONE);
  }

  /**
   * Sets what a recipient asks, writes who said so, and tells the other nodes.
   *
   * @param edit what it is to be, of what it was
   * @param subject the recipient's name in the trail, which holds no ids of people
   */
  void set(
      Target.Lane lane,
      UnaryOperator<RecipientPolicy> edit,
      String subject,
      String by,
      Instant now) {
    jdbi.useTransaction(
        h -> {
          long version = PolicyChangesTable.next(h);
          RecipientPolicy policy = edit.apply(of(h, lane));
          Map<String, Object> written = PolicyJson.written(policy);
          h.createUpdate(
                  "insert into recipients as r (connection, recipient_id, policy, policy_version,"
                      + " opted_out_at, updated_at) values (:connection, :recipient, :policy::jsonb,"
                      + " :version, case when :out then :now::timestamptz end, :now)"
                      + " on conflict (tenant, connection, recipient_id) do update"
                      + " set policy = excluded.policy, policy_version = excluded.policy_version,"
                      // Since when somebody wants nothing does not change by their saying it again.
                      + " opted_out_at = case when :out then coalesce(r.opted_out_at, :now) end,"
                      + " updated_at = excluded.updated_at")
              .bind("connection", lane.connection())
              .bind("recipient", lane.recipientId())
              .bind("policy", Json.write(written))
              .bind("version", version)
              .bind("out", policy.optedOut())
              .bind("now", now)
              .execute();
          AuditLog.write(
              h,
              now,
              new Act(
                  subject,
                  "recipient.policy_set",
                  by,
                  null,
                  null,
                  Map.of(
                      "connection",
                      lane.connection(),
                      "says",
                      List.copyOf(written.keySet()),
                      "opted_out",
                      policy.optedOut())));
          Signals.send(h, Signals.RECIPIENTS);
        });
  }
}
