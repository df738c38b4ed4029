package dev.caravan.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes each cache once, as {@link Kept} says, and tells how well it serves. */
public final class Caches {
  private final InstantSource clock;
  private final Map<Kept, Cache<?, ?>> made = new EnumMap<>(Kept.class);

  public Caches(InstantSource clock) {
    this.clock = clock;
  }

  /** The cache; whoever asks for one that was asked for before is a bug. */
  public synchronized <K, V> Cache<K, V> make(Kept kept) {
    Cache<K, V> cache =
        Caffeine.newBuilder()
            .maximumSize(kept.entries())
            .expireAfterWrite(kept.life())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .recordStats()
            .build();
    if (made.putIfAbsent(kept, cache) != null) {
      throw new IllegalStateException(kept + " has its owner already");
    }
    return cache;
  }

  /** How well a cache has served since the start; nothing but zeros where nobody has made it. */
  public synchronized CacheStats stats(Kept kept) {
    Cache<?, ?> cache = made.get(kept);
    return cache == null ? CacheStats.empty() : cache.stats();
  }
}
