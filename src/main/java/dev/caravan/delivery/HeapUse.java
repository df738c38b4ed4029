package dev.caravan.delivery;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How full the heap is of what cannot be given back. What is merely in use says little: a heap
 * fills up with garbage before each collection. So it is what the last collection of each pool left
 * over ({@link MemoryPoolMXBean#getCollectionUsage}), and never more than is in use now, for the
 * last collection of the old generation may be long ago.
 */
public final class HeapUse {
  private HeapUse() {}

  /** From 0 to 1, of the most that the heap may grow to; 0 where the JVM does not say. */
  public static double share() {
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    long left = sum(pools, pool -> used(pool.getCollectionUsage()));
    long now = sum(pools, pool -> used(pool.getUsage()));
    return Math.min(left, now) / (double) Runtime.getRuntime().maxMemory();
  }

  private static long sum(List<MemoryPoolMXBean> pools, ToLongFunction<MemoryPoolMXBean> used) {
    return pools.stream().mapToLong(used).sum();
  }

  private static long used(@Nullable MemoryUsage usage) {
    return usage == null ? 0 : usage.getUsed();
  }
}
