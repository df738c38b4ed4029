package dev.caravan.governance;

import dev.caravan.message.Message;
import dev.caravan.message.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kill switch that somebody pulled: what it covers, why, and what happens when it is lifted. */
public record Stop(UUID id, Cover cover, String reason, OnLift onLift, Life life) {

  /**
   * What it covers.
   *
   * @param value its name as people know it; null for everything
   * @param agent the agent of this name, whatever it is called later; null for other scopes
   */
  public record Cover(Scope scope, @Nullable String value, @Nullable UUID agent) {}

  /** What a stop can cover. */
  public enum Scope implements Word {
    ALL,
    PLATFORM,
    CONNECTION,
    AGENT,
    LABEL
  }

  /** What happens to what it held: sent, or expired where it is older. */
  public record OnLift(@Nullable Duration expireOlderThan) {}

  /** Who pulled it and when it ends. */
  public record Life(
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant liftedAt) {}

  /** When it ends by itself; null where it does not. */
  public @Nullable Instant expiresAt() {
    return life.expiresAt();
  }

  /**
   * Until when it holds a message, unless it is lifted before: where it expires what grew old, only
   * its lift lets go.
   */
  Instant until() {
    Instant end = expiresAt();
    return end == null || onLift.expireOlderThan() != null ? Instant.MAX : end;
  }

  /** Whether its own end has come. */
  boolean ended(Instant now) {
    Instant end = expiresAt();
    return end != null && !end.isAfter(now);
  }

  /** Whether it covers the message. */
  public boolean covers(Message message) {
    return switch (cover.scope()) {
      case ALL -> true;
      case PLATFORM -> message.target().platform().equals(cover.value());
      case CONNECTION -> message.target().connection().equals(cover.value());
      case AGENT -> message.sender().agentId().equals(cover.agent());
      case LABEL -> labelled(message);
    };
  }

  /** Whether it covers everything that goes through the connection. */
  public boolean closes(String connection, String platform) {
    return switch (cover.scope()) {
      case ALL -> true;
      case PLATFORM -> platform.equals(cover.value());
      case CONNECTION -> connection.equals(cover.value());
      case AGENT, LABEL -> false;
    };
  }

  private boolean labelled(Message message) {
    String value = cover.value() == null ? "" : cover.value();
    int equals = value.indexOf('=');
    return equals < 0
        ? message.notes().labels().containsKey(value)
        : value
            .substring(equals + 1)
            .equals(message.notes().labels().get(value.substring(0, equals)));
  }

  /** What a message that waits for it says. */
  public String sentence() {
    String what = cover.value() == null ? "everything" : cover.scope().word() + " " + cover.value();
    return life.createdBy() + " stopped " + what + ": " + reason;
  }
}
