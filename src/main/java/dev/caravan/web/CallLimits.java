package dev.caravan.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of each key: from memory, so each node counts for itself, and a restart begins
 * anew. The admin's token is never counted, so that nobody is locked out of their own hub.
 */
public final class CallLimits {
  private final @Nullable CallLimit usual;
  private final TimeMeter meter;
  private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

  /** For keys without a limit of their own this one holds; null means none. */
  public CallLimits(@Nullable CallLimit usual, InstantSource clock) {
    this.usual = usual;
    this.meter = new Clocked(clock);
  }

  /**
   * What became of a call.
   *
   * @param again how long until one more call may be made, where this one may not
   * @param whole how long until all of the limit is there again
   */
  record Counted(
      CallLimit limit, boolean allowed, long remaining, Duration again, Duration whole) {}

  /** Counts a call; empty for those who are not limited. */
  Optional<Counted> count(Principal principal) {
    Principal.Allowance allowance = principal.allowance();
    if (allowance == null) {
      return Optional.empty();
    }
    CallLimit own = allowance.own();
    return Optional.ofNullable(own == null ? usual : own)
        .map(limit -> counted(allowance.key(), limit));
  }

  private Counted counted(UUID key, CallLimit limit) {
    ConsumptionProbe probe =
        buckets.computeIfAbsent(key, k -> bucket(limit)).tryConsumeAndReturnRemaining(1);
    return new Counted(
        limit,
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  private Bucket bucket(CallLimit limit) {
    return Bucket.builder()
        .addLimit(l -> l.capacity(limit.count()).refillGreedy(limit.count(), limit.per()))
        .withCustomTimePrecision(meter)
        .build();
  }

  /** The hub's own time, which a test moves. */
  private record Clocked(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
