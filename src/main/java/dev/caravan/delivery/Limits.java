package dev.caravan.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection's token buckets, and the silences that its platform asked for. Used by the
 * connection's one owner alone, so it is exact without being shared.
 */
final class Limits {
  private final @Nullable Bucket bucket;
  private final Connection.Traffic traffic;
  private final InstantSource clock;
  private final TimeMeter meter;
  private final Cache<String, Bucket> recipients;
  private final Map<String, Instant> silences = new ConcurrentHashMap<>();
  private volatile Instant silence = Instant.MIN;

  Limits(Connection.Traffic traffic, InstantSource clock) {
    this.traffic = traffic;
    this.clock = clock;
    this.meter = new Meter(clock);
    this.bucket = bucket(traffic.limits());
    // A full bucket need not be remembered: after its longest window a recipient's is full again.
    Duration longest =
        traffic.recipientLimits().stream()
            .map(Limit::per)
            .max(Duration::compareTo)
            .orElse(Duration.ofSeconds(1));
    this.recipients =
        Caffeine.newBuilder()
            .ticker(() -> clock.millis() * 1_000_000)
            .expireAfterAccess(longest.multipliedBy(2))
            .build();
  }

  /** How many sends the connection allows now, at most {@code wanted}; takes nothing. */
  int available(int wanted) {
    if (clock.instant().isBefore(silence)) {
      return 0;
    }
    return bucket == null ? wanted : (int) Math.min(wanted, bucket.getAvailableTokens());
  }

  /** Takes one send; call it only where {@link #available} and {@link #recipientFree} allow it. */
  void take(String recipient) {
    if (bucket != null) {
      bucket.tryConsume(1);
    }
    if (!traffic.recipientLimits().isEmpty()) {
      ofRecipient(recipient).tryConsume(1);
    }
  }

  /** When this recipient may be written to again; {@link Instant#MIN} means now. */
  Instant recipientFree(String recipient) {
    Instant now = clock.instant();
    Instant silent = silences.getOrDefault(recipient, Instant.MIN);
    if (silent.isAfter(now)) {
      return silent;
    }
    silences.remove(recipient, silent);
    if (traffic.recipientLimits().isEmpty()) {
      return Instant.MIN;
    }
    long wait = ofRecipient(recipient).estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return wait == 0 ? Instant.MIN : now.plusNanos(wait);
  }

  /** How many sends this recipient is allowed now; takes nothing. */
  int availableTo(String recipient) {
    if (recipientFree(recipient).isAfter(clock.instant())) {
      return 0;
    }
    return traffic.recipientLimits().isEmpty()
        ? Integer.MAX_VALUE
        : (int) ofRecipient(recipient).getAvailableTokens();
  }

  /** When the connection may send again; {@link Instant#MIN} means now. */
  Instant connectionFree() {
    Instant now = clock.instant();
    if (silence.isAfter(now)) {
      return silence;
    }
    long wait = bucket == null ? 0 : bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return wait == 0 ? Instant.MIN : now.plusNanos(wait);
  }

  /** Closes the connection, or one recipient of it, until then; an earlier end changes nothing. */
  void close(@Nullable String recipient, Instant until) {
    if (recipient == null) {
      silence = silence.isAfter(until) ? silence : until;
    } else {
      silences.merge(recipient, until, (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  /** Until when the whole connection is closed, for answers; null where it is open. */
  @Nullable Instant closedUntil() {
    return silence.isAfter(clock.instant()) ? silence : null;
  }

  private Bucket ofRecipient(String recipient) {
    return recipients.get(
        recipient,
        r -> {
          Bucket made = bucket(traffic.recipientLimits());
          if (made == null) {
            throw new IllegalStateException("No recipient limits");
          }
          return made;
        });
  }

  private @Nullable Bucket bucket(List<Limit> limits) {
    if (limits.isEmpty()) {
      return null;
    }
    LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(meter);
    limits.forEach(limit -> builder.addLimit(bandwidth(limit)));
    return builder.build();
  }

  /**
   * A bucket of capacity c that refills at r lets c + r·T through in a window T, twice the limit if
   * both are the limit's own. Capacity c and a refill of (N − c + 1)/T keep every window of T at N,
   * as the first of the c is taken at the window's very edge.
   */
  private Bandwidth bandwidth(Limit limit) {
    double count = Math.max(1, limit.count() * traffic.headroom());
    long capacity = (long) Math.max(1, Math.min(limit.burst(), Math.floor(count)));
    double perWindow = limit.count() * traffic.headroom() - capacity + 1;
    double slowest = limit.count() * traffic.headroom();
    double refill = capacity == 1 ? slowest : Math.max(1, perWindow);
    return Bandwidth.builder()
        .capacity(capacity)
        .refillGreedy(1, Duration.ofNanos((long) (limit.per().toNanos() / refill)))
        .build();
  }

  /** Bucket4j's time, from the hub's clock. */
  private record Meter(InstantSource clock) implements TimeMeter {
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
