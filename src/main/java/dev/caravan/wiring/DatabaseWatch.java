package dev.caravan.wiring;

import dev.caravan.store.Database;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks each second whether the database answers, and has a dead embedded one started again. */
final class DatabaseWatch implements AutoCloseable {
  private final Database database;
  private final Runnable revive;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "database-watch");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Future<?> watching;

  DatabaseWatch(Database database, Runnable revive) {
    this.database = database;
    this.revive = revive;
  }

  void start() {
    watching = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    if (!database.answers(Duration.ofSeconds(1))) {
      revive.run();
    }
  }

  @Override
  public void close() {
    if (watching != null) {
      watching.cancel(true);
    }
    timer.shutdownNow();
  }
}
