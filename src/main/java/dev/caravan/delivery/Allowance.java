package dev.caravan.delivery;

import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list of limits allows, to a connection or to one recipient of it. A bucket sets the pace
 * and the burst; but a bucket of a limit's burst and rate lets nearly twice the limit through in a
 * window, so the windows themselves are counted besides ({@link Bound}).
 */
final class Allowance implements TimeMeter {
  private final List<Limit> limits;
  private final List<Limit> ceiling;
  private final double headroom;
  private final boolean unlimited;
  private final TimeMeter meter;
  private final Moments begun;
  private final Moments ended;
  private List<Bound> bounds;
  private @Nullable Bucket made;

  /** The moment that is gone through once more; 0 where none is. */
  private long past;

  private int flying;

  /**
   * What these limits allow.
   *
   * @param ceiling what no factor passes; asked where the factor is above 1 alone
   */
  Allowance(List<Limit> limits, List<Limit> ceiling, Connection.Pace pace, TimeMeter meter) {
    this.limits = limits;
    this.ceiling = ceiling;
    this.headroom = pace.headroom();
    this.unlimited = limits.isEmpty() && ceiling.isEmpty();
    this.meter = meter;
    int most =
        Stream.concat(
                limits.stream().map(l -> (int) Math.ceil(l.count() * pace.most())),
                ceiling.stream().map(Limit::count))
            .max(Integer::compare)
            .orElse(1);
    this.begun = new Moments(most);
    this.ended = new Moments(most);
    this.bounds = bounds(1);
  }

  /** Made when it is first used: as full as it was then. */
  private @Nullable Bucket bucket() {
    if (made == null && !limits.isEmpty()) {
      LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(this);
      bandwidths(1).forEach(builder::addLimit);
      made = builder.build();
    }
    return made;
  }

  /** The bucket's own time. */
  @Override
  public long currentTimeNanos() {
    return past == 0 ? meter.currentTimeNanos() : past;
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }

  /** How many may begin now; very many where there are no limits. */
  int free() {
    return unlimited ? Integer.MAX_VALUE : counted();
  }

  private synchronized int counted() {
    long now = meter.currentTimeNanos();
    Bucket bucket = bucket();
    long free = bucket == null ? Integer.MAX_VALUE : bucket.getAvailableTokens();
    for (Bound bound : bounds) {
      free = Math.min(free, bound.free(begun, ended, flying, now));
    }
    return (int) free;
  }

  /** Nanoseconds until one may begin, as far as that can be said; 0 means now. */
  synchronized long nanosUntilFree() {
    long now = meter.currentTimeNanos();
    Bucket bucket = bucket();
    long wait = bucket == null ? 0 : bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    for (Bound bound : bounds) {
      wait = Math.max(wait, bound.wait(begun, ended, flying, now));
    }
    return wait;
  }

  /** One begins. */
  void begin(long now) {
    if (!unlimited) {
      synchronized (this) {
        consume();
        begun.add(now);
        flying++;
      }
    }
  }

  /** One that began at {@code began} has ended. */
  void end(long began, boolean reached) {
    if (!unlimited) {
      synchronized (this) {
        flying--;
        if (reached) {
          ended.add(meter.currentTimeNanos());
        } else {
          // The far side never saw it; the pace goes on as if it had.
          begun.remove(began);
        }
      }
    }
  }

  /** One of an earlier owner's; call it before the first begins, the earliest first. */
  synchronized void remember(long at) {
    begun.add(at);
    ended.add(at);
    past = at;
    consume();
    past = 0;
  }

  private void consume() {
    Bucket bucket = bucket();
    if (bucket != null) {
      bucket.tryConsume(1);
    }
  }

  /** Lets pass {@code factor} times what it usually does. */
  synchronized void follow(double factor) {
    bounds = bounds(factor);
    Bucket bucket = bucket();
    if (bucket != null) {
      ConfigurationBuilder configuration = new ConfigurationBuilder();
      bandwidths(factor).forEach(configuration::addLimit);
      bucket.replaceConfiguration(configuration.build(), TokensInheritanceStrategy.PROPORTIONALLY);
    }
  }

  private List<Bound> bounds(double factor) {
    Stream<Bound> own = limits.stream().map(l -> Bound.of(l, headroom, factor));
    Stream<Bound> above = ceiling.stream().map(l -> Bound.of(l, headroom, 1));
    return (factor > 1 ? Stream.concat(own, above) : own).toList();
  }

  private List<Bandwidth> bandwidths(double factor) {
    return limits.stream()
        .map(
            limit -> {
              double count = Math.max(1, limit.count() * headroom * factor);
              return Bandwidth.builder()
                  .capacity(Math.max(1, Math.min(limit.burst(), (long) count)))
                  .refillGreedy(1, Duration.ofNanos((long) (limit.per().toNanos() / count)))
                  .build();
            })
        .toList();
  }
}
