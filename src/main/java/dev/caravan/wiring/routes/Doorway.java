package dev.caravan.wiring.routes;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.direct.DirectConsumer;
import org.jspecify.annotations.Nullable;

/** The way into the route behind one {@code direct:} name, which closes while that is replaced. */
final class Doorway {
  /** How long a caller waits outside; a swap gives up before, or is over. */
  private static final Duration CALLERS = Duration.ofSeconds(2);

  // Fair, so that who wants to close is not overtaken for ever; not bound to threads, for an
  // exchange may leave on another thread than it came by.
  private final Semaphore places = new Semaphore(Integer.MAX_VALUE, true);
  private volatile @Nullable DirectConsumer consumer;

  /** Whether the caller is inside; whoever is must leave. */
  boolean enter() throws InterruptedException {
    return places.tryAcquire(CALLERS.toMillis(), TimeUnit.MILLISECONDS);
  }

  void leave() {
    places.release();
  }

  /** Lets nobody in until all have left; gives up, open again, where they stay too long. */
  boolean close(Duration patience) throws InterruptedException {
    return places.tryAcquire(Integer.MAX_VALUE, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void open() {
    places.release(Integer.MAX_VALUE);
  }

  /** Who serves those inside; null while no route does. */
  @Nullable DirectConsumer consumer() {
    return consumer;
  }

  void leadTo(@Nullable DirectConsumer next) {
    consumer = next;
  }
}
