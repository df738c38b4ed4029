package dev.caravan.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One fault in force.
 *
 * @param rate the share of calls that it strikes, above 0 and at most 1
 * @param retryAfter in seconds; said by {@link FaultMode#RATE_LIMIT} alone
 * @param recipientId strikes only these; null strikes all
 */
record Misbehaviour(
    String platform, FaultMode mode, double rate, long retryAfter, @Nullable String recipientId) {

  boolean concerns(String ofPlatform, String recipient) {
    return platform.equals(ofPlatform) && (recipientId == null || recipientId.equals(recipient));
  }

  /** Whether the other is this one with other numbers. */
  boolean replaces(Misbehaviour other) {
    return mode == other.mode
        && platform.equals(other.platform)
        && Objects.equals(recipientId, other.recipientId);
  }
}
