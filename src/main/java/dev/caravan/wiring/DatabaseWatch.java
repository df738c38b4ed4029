package dev.caravan.wiring;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has a dead embedded database started again within a second. It looks at the process, not through
 * the pool, which waits for seconds before it admits that there is nobody.
 */
final class DatabaseWatch implements AutoCloseable {
  private final Runnable revive;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "database-watch");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Future<?> watching;

  /** {@code revive} does nothing while the database's process lives, and throws nothing. */
  DatabaseWatch(Runnable revive) {
    this.revive = revive;
  }

  void start() {
    watching = timer.scheduleWithFixedDelay(revive, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    if (watching != null) {
      watching.cancel(true);
    }
    timer.shutdownNow();
  }
}
