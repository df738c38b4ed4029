package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Part;
import dev.caravan.message.Priority;
import dev.caravan.message.Progress;
import dev.caravan.message.Sender;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import dev.caravan.message.Word;
import dev.caravan.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a row of {@code proactive_messages} is read. */
final class MessageRowsTable {
  private MessageRowsTable() {}

  /** The columns that {@link #message} reads, of the table named {@code p}. */
  static final String MESSAGE =
      "p.id, p.tenant, p.agent_id, p.agent_name, p.agent_maturity_level, p.origin, p.principal,"
          + " p.platform, p.connection, p.sandbox, p.recipient_id, p.thread_id, p.content, p.format,"
          + " p.actions, p.priority, p.scheduled_for, p.expires_at, p.max_age_seconds, p.labels,"
          + " p.metadata, p.correlation_id, p.reply_to, p.contact, p.batch_id, p.extras, p.created_at";

  /** A row of the table with {@code next_attempt_at}, which its outbox row knows. */
  static StoredMessage stored(ResultSet rs) throws SQLException {
    return new StoredMessage(message(rs, rs.getObject("replay_of", UUID.class)), progress(rs));
  }

  static Message message(ResultSet rs) throws SQLException {
    return message(rs, null);
  }

  private static Message message(ResultSet rs, @Nullable UUID replayOf) throws SQLException {
    Sender sender =
        new Sender(
            rs.getString("tenant"),
            rs.getObject("agent_id", UUID.class),
            rs.getString("agent_name"),
            Word.of(Maturity.class, rs.getString("agent_maturity_level")),
            Word.of(Origin.class, rs.getString("origin")),
            rs.getString("principal"));
    Target target =
        new Target(
            rs.getString("platform"),
            rs.getString("connection"),
            rs.getBoolean("sandbox"),
            rs.getString("recipient_id"),
            rs.getString("thread_id"),
            rs.getString("contact"));
    ExtrasJson extras = ExtrasJson.read(rs.getString("extras"));
    Content content =
        new Content(
            rs.getString("content"),
            Word.of(Format.class, rs.getString("format")),
            Actions.read(rs.getString("actions")),
            extras.extras());
    return new Message(
        rs.getObject("id", UUID.class),
        sender,
        target,
        content,
        new Message.Outline(terms(rs), notes(rs, replayOf), extras.failover()),
        need(rs, "created_at"));
  }

  private static Terms terms(ResultSet rs) throws SQLException {
    Long maxAge = rs.getObject("max_age_seconds", Long.class);
    return new Terms(
        Priority.ofRank(rs.getInt("priority")),
        instant(rs, "scheduled_for"),
        instant(rs, "expires_at"),
        maxAge == null ? null : Duration.ofSeconds(maxAge));
  }

  private static Notes notes(ResultSet rs, @Nullable UUID replayOf) throws SQLException {
    String labels = rs.getString("labels");
    String metadata = rs.getString("metadata");
    Map<String, String> read = new LinkedHashMap<>();
    if (!labels.equals("{}")) {
      Json.object(labels).forEach((key, value) -> read.put(key, (String) value));
    }
    return new Notes(
        read,
        metadata.equals("{}") ? Map.of() : Json.object(metadata),
        rs.getString("correlation_id"),
        rs.getString("reply_to"),
        replayOf,
        rs.getObject("batch_id", UUID.class));
  }

  private static Progress progress(ResultSet rs) throws SQLException {
    return new Progress(
        Word.of(Status.class, rs.getString("status")),
        Decisions.read(rs.getString("decision")),
        new Progress.Human(
            rs.getString("approved_by"),
            instant(rs, "approved_at"),
            rs.getString("rejection_reason")),
        new Progress.Waiting(
            instant(rs, "due_at"), rs.getBoolean("queued"), instant(rs, "next_attempt_at")),
        new Progress.Delivered(
            List.of(Json.read(rs.getString("parts"), Part[].class)),
            instant(rs, "sent_at"),
            rs.getInt("attempt_count"),
            rs.getString("error_reason"),
            rs.getString("error_message"),
            new Progress.Afterwards(
                instant(rs, "edited_at"),
                instant(rs, "recalled_at"),
                rs.getString("recalled_by"),
                rs.getString("recall_reason"))),
        need(rs, "updated_at"));
  }

  /** The instant; null where there is none, {@link Instant#MAX} for PostgreSQL's infinity. */
  static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
    if (at == null) {
      return null;
    }
    return at.equals(OffsetDateTime.MAX) ? Instant.MAX : at.toInstant();
  }

  private static Instant need(ResultSet rs, String column) throws SQLException {
    Instant at = instant(rs, column);
    if (at == null) {
      throw new SQLException(column + " is null");
    }
    return at;
  }
}
