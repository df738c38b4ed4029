package dev.caravan.bench;

import dev.caravan.store.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Copies of a message that a hub has accepted, written at once: a million of them take minutes. */
final class Backlog {
  private static final int STEP = 50_000;

  private final Jdbi jdbi;
  private final int recipients;

  /** Of a hub whose outbox holds a message, and that is paused; spread over so many recipients. */
  Backlog(Access access, int recipients) {
    // Not by the hub's pool, whose sockets wait for 30 s.
    this.jdbi = Jdbi.create(access.url(), access.user(), access.password());
    this.recipients = recipients;
  }

  /** Puts so many into the outbox. */
  void queue(int count) {
    copy(
        count,
        Map.of(),
        "insert into outbox (id, connection, recipient_id, urgency)"
            + " select id, connection, recipient_id, 4 - priority from m");
  }

  /** Puts so many that were sent into the history, with their tries and their trail. */
  void sent(int count) {
    copy(
        count,
        Map.of(
            "status", "'sent'",
            "queued", "false",
            "due_at", "null",
            "sent_at", "now()",
            "attempt_count", "1",
            "platform_message_id", "gen_random_uuid()::text"),
        "t as (insert into attempts (message_id, part, number, node, epoch, started_at, ended_at, outcome)"
            + " select id, 0, 1, 'bench', 1, now(), now(), 'sent' from m),"
            + " a as (insert into audit_events (at, subject, verb, actor, correlation_id)"
            + " select now(), 'message:' || id, v, 'hub', correlation_id"
            + " from m, unnest(array['message.accepted', 'message.sent']) v)"
            + " select count(*) from m");
  }

  private void copy(int count, Map<String, String> other, String then) {
    jdbi.useHandle(
        h -> {
          String with = with(h, other) + (then.startsWith("insert") ? " " : ", ") + then;
          for (int done = 0; done < count; done += STEP) {
            h.execute(with, recipients, Math.min(STEP, count - done));
          }
        });
  }

  private static String with(Handle handle, Map<String, String> other) {
    List<String> columns =
        handle
            .createQuery(
                "select column_name from information_schema.columns"
                    + " where table_schema = current_schema() and table_name = 'proactive_messages'"
                    + " and is_generated = 'NEVER' order by ordinal_position")
            .mapTo(String.class)
            .list();
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      String value =
          switch (column) {
            // In the order of time, as the hub's own are.
            case "id" -> "uuidv7()";
            case "recipient_id" -> "'C0R' || lpad((n % ?)::text, 4, '0')";
            default -> "t." + column;
          };
      values.add(other.getOrDefault(column, value));
    }
    return "with t as (select p.* from proactive_messages p join outbox o using (id) order by o.seq limit 1),"
        + " m as (insert into proactive_messages ("
        + String.join(", ", columns)
        + ") select "
        + values.stream().collect(Collectors.joining(", "))
        + " from t, generate_series(1, ?) n returning *)";
  }

  /** Takes everything away but the first message, and gives the planner its figures. */
  void forget() {
    jdbi.useHandle(
        h -> {
          h.execute("create temporary table kept as select id from outbox order by seq limit 1");
          h.execute(
              "create temporary table kept_message as select * from proactive_messages where id in (select id from kept)");
          h.execute("truncate proactive_messages, attempts, audit_events");
          h.execute("delete from outbox where id not in (select id from kept)");
          h.execute("insert into proactive_messages select * from kept_message");
          h.execute("drop table kept, kept_message");
        });
    settle();
  }

  /** Gives the planner its figures. */
  void settle() {
    for (String table : List.of("proactive_messages", "outbox", "attempts", "audit_events")) {
      jdbi.useHandle(h -> h.execute("vacuum analyze " + table));
    }
  }
}
