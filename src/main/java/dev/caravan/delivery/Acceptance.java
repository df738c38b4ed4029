package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A judged message on its way into the database. */
public record Acceptance(Message message, Decision decision, Plan plan, Keys keys) {

  /**
   * Where it begins.
   *
   * @param parts how many messages it becomes on its platform
   * @param dueAt when it may go; null while a human must answer first, {@link Instant#MAX} while a
   *     stop without an end holds it
   * @param stopId the stop that holds it
   */
  public record Plan(Status status, int parts, @Nullable Instant dueAt, @Nullable UUID stopId) {

    /** Whether it goes into the outbox at once. */
    boolean queued(Instant now) {
      return status == Status.APPROVED && dueAt != null && !dueAt.isAfter(now);
    }
  }

  /** What makes a repeated submission the same one; the hash is there where a key is. */
  public record Keys(
      @Nullable String idempotencyKey,
      @Nullable String originKey,
      @Nullable String requestHash,
      @Nullable Dedup dedup) {}

  /** A caller's key, and for how long a second message with it is swallowed. */
  public record Dedup(String key, Duration window) {}
}
