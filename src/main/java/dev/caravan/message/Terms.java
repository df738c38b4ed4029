package dev.caravan.message;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a message may go: not before {@code scheduledFor}, not after {@code expiresAt}. */
public record Terms(
    Priority priority,
    @Nullable Instant scheduledFor,
    @Nullable Instant expiresAt,
    @Nullable Duration maxAge) {

  /** Ordinary terms: at once, at normal priority, without an end. */
  public static final Terms ORDINARY = new Terms(Priority.NORMAL, null, null, null);

  /** Ordinary terms at another priority. */
  public Terms at(Priority other) {
    return new Terms(other, scheduledFor, expiresAt, maxAge);
  }
}
