package dev.caravan.wiring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the site's files four times a second, which works on every file system. */
final class SiteWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SiteWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(250);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "site-watch");
            thread.setDaemon(true);
            return thread;
          });

  private final List<? extends Future<?>> looking;

  SiteWatch(List<Runnable> looks) {
    looking =
        looks.stream()
            .map(
                look ->
                    clock.scheduleWithFixedDelay(
                        () -> attempt(look),
                        PERIOD.toMillis(),
                        PERIOD.toMillis(),
                        TimeUnit.MILLISECONDS))
            .toList();
  }

  private static void attempt(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.error("The site's files could not be looked at; they are again soon", e);
    }
  }

  /** Begins no more looks; a swap that has begun ends. */
  @Override
  public void close() {
    looking.forEach(look -> look.cancel(false));
    clock.shutdown();
  }
}
