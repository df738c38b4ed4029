package dev.caravan.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to send one part of a message, and how it ended.
 *
 * @param resend whether an earlier try of the same part may have arrived
 */
public record Attempt(
    int part,
    int number,
    Instant startedAt,
    Instant endedAt,
    String node,
    boolean resend,
    Result result) {

  /** The outcome's word and, unless it was sent, why. */
  public record Result(String outcome, @Nullable String reason, @Nullable String detail) {}
}
