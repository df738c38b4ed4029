package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Progress;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A judged message on its way into the database. */
public record Acceptance(Message message, Decision decision, Plan plan, Keys keys) {

  /** The same, to go no earlier than {@code at}; what waits for somebody, or longer, waits on. */
  public Acceptance notBefore(Instant at) {
    Instant due = plan.dueAt();
    return due == null || !due.isBefore(at)
        ? this
        : new Acceptance(
            message, decision, new Plan(plan.status(), plan.parts(), at, plan.stopId()), keys);
  }

  /** Whether another one may stand in its way, or it in another's. */
  boolean keyed() {
    return once() != null || keys.idempotencyKey() != null || keys.originKey() != null;
  }

  /** The message as it stands right after it was written. */
  StoredMessage stored() {
    boolean queued = plan.queued(message.createdAt());
    return new StoredMessage(
        message,
        new Progress(
            plan.status(),
            decision,
            new Progress.Human(null, null, null),
            new Progress.Waiting(plan.dueAt(), queued, null),
            new Progress.Delivered(List.of(), null, 0, null, null),
            message.createdAt()));
  }

  /** What one statement can have in one row alone: a dedup key, or a dead letter; else null. */
  @Nullable String once() {
    Dedup dedup = keys.dedup();
    UUID replayOf = message.notes().replayOf();
    return dedup != null
        ? message.sender().agentId() + dedup.key()
        : replayOf == null ? null : replayOf.toString();
  }

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
