package dev.caravan.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One connection's limits, those of each recipient, and the silences that its platform asked for.
 * Used by the connection's one owner alone, so it is exact without being shared.
 */
final class Limits {
  /** How long after its response timeout a call may still end. */
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final Connection.Traffic traffic;
  private final InstantSource clock;
  private final TimeMeter meter;
  private final Allowance whole;
  private final Cache<String, Allowance> recipients;
  private final Map<String, Instant> silences = new ConcurrentHashMap<>();
  private volatile Instant silence = Instant.MIN;

  /** A send that has begun, and what it is counted against. */
  record Use(long began, Allowance whole, @Nullable Allowance recipient) {}

  Limits(Connection.Traffic traffic, InstantSource clock) {
    this.traffic = traffic;
    this.clock = clock;
    this.meter = new Meter(clock);
    this.whole = new Allowance(traffic.limits(), traffic.pace().ceiling(), traffic.pace(), meter);
    // After its longest window a recipient's allowance is whole again, and need not be remembered.
    this.recipients =
        Caffeine.newBuilder()
            .ticker(() -> clock.millis() * 1_000_000)
            .expireAfterAccess(
                longest(traffic.recipientLimits()).plus(traffic.responseTimeout()).plus(STUCK))
            .build();
  }

  /** The longest window that is counted; zero where nothing is limited. */
  Duration longest() {
    return longest(
        Stream.of(traffic.limits(), traffic.recipientLimits(), traffic.pace().ceiling())
            .flatMap(List::stream)
            .toList());
  }

  private static Duration longest(List<Limit> limits) {
    return limits.stream().map(Limit::per).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** How many sends the connection allows now, at most {@code wanted}; takes nothing. */
  int available(int wanted) {
    return clock.instant().isBefore(silence) ? 0 : Math.min(wanted, whole.free());
  }

  /** Begins a send; call it only where {@link #available} and {@link #recipientFree} allow it. */
  Use take(String recipient) {
    long now = meter.currentTimeNanos();
    Allowance own = traffic.recipientLimits().isEmpty() ? null : ofRecipient(recipient);
    whole.begin(now);
    if (own != null) {
      own.begin(now);
    }
    return new Use(now, whole, own);
  }

  /** Ends a send; {@code reached} where the far side may have seen it. */
  static void end(Use use, boolean reached) {
    use.whole().end(use.began(), reached);
    if (use.recipient() != null) {
      use.recipient().end(use.began(), reached);
    }
  }

  /** Counts what an earlier owner sent; call it before the first {@link #take}, earliest first. */
  void remember(String recipient, Instant at) {
    long nanos = nanos(at);
    whole.remember(nanos);
    if (at.plus(longest(traffic.recipientLimits())).isAfter(clock.instant())) {
      ofRecipient(recipient).remember(nanos);
    }
  }

  /** Moves the connection's own limits to {@code factor} times what they usually are. */
  void follow(double factor) {
    whole.follow(factor);
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
    long wait = ofRecipient(recipient).nanosUntilFree();
    return wait == 0 ? Instant.MIN : now.plusNanos(wait);
  }

  /** How many sends this recipient is allowed now; takes nothing. */
  int availableTo(String recipient) {
    if (recipientFree(recipient).isAfter(clock.instant())) {
      return 0;
    }
    return traffic.recipientLimits().isEmpty() ? Integer.MAX_VALUE : ofRecipient(recipient).free();
  }

  /** When the connection may send again; {@link Instant#MIN} means now. */
  Instant connectionFree() {
    Instant now = clock.instant();
    if (silence.isAfter(now)) {
      return silence;
    }
    long wait = whole.nanosUntilFree();
    return wait == 0 ? Instant.MIN : now.plusNanos(wait);
  }

  /** Closes the connection, or one recipient of it, until then; an earlier end changes nothing. */
  synchronized void close(@Nullable String recipient, Instant until) {
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

  private Allowance ofRecipient(String recipient) {
    return recipients.get(
        recipient,
        r ->
            new Allowance(
                traffic.recipientLimits(),
                List.of(),
                Connection.Pace.steady(traffic.pace().headroom()),
                meter));
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  /** Bucket4j's time, from the hub's clock. */
  private record Meter(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos(clock.instant());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
