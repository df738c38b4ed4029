package dev.caravan.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What this node has marked as being sent and not yet settled, whichever pump began it: what lives
 * here is in doubt for none of them. Measured by a clock that nobody sets.
 */
final class Aloft {
  private final LongSupplier nanos;

  /** Since when, and for how long at most; for ever once it was answered. */
  private final Map<UUID, Time> sends = new ConcurrentHashMap<>();

  private record Time(long since, long most) {}

  Aloft(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** One is about to be marked; a call that hangs is no longer counted after {@code most}. */
  void begin(UUID id, Duration most) {
    sends.put(id, new Time(nanos.getAsLong(), most.toNanos()));
  }

  /** How it ended is known, and only to be written, however long the database is away. */
  void answered(UUID id) {
    sends.computeIfPresent(id, (i, time) -> new Time(time.since(), Long.MAX_VALUE));
  }

  /** It was settled, or never begun. */
  void end(UUID id) {
    sends.remove(id);
  }

  /** Whether this node may still be sending it, or has still to write how it ended. */
  boolean has(UUID id) {
    Time time = sends.get(id);
    return time != null && nanos.getAsLong() - time.since() < time.most();
  }
}
