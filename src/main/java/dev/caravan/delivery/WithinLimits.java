package dev.caravan.delivery;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what goes beside the queue, edits and recalls, within the limits of its connection, where
 * this node owns it; another node's limits cannot be asked. Blocks at most {@link
 * Reserved#PATIENCE} for a token.
 *
 * @param throttles of the connections that this node owns
 */
record WithinLimits(
    Carrier next,
    Function<String, Optional<Throttle>> throttles,
    LimitsTable limits,
    InstantSource clock)
    implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(WithinLimits.class);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  @Override
  public Outcome carry(Delivery delivery) {
    Optional<Throttle> throttle = throttles.apply(delivery.connection());
    return throttle.isEmpty() ? next.carry(delivery) : within(throttle.get(), delivery);
  }

  private Outcome within(Throttle throttle, Delivery delivery) {
    String recipient = delivery.message().target().recipientId();
    Limits.Use use;
    throttle.reserved().add(recipient);
    try {
      use = awaited(throttle, recipient);
    } finally {
      throttle.reserved().remove(recipient);
    }
    if (use == null) {
      Instant now = clock.instant();
      Instant free = throttle.callFree(recipient);
      Duration wait = free.isAfter(now) ? Duration.between(now, free) : Reserved.PATIENCE;
      return new Outcome.Limited(wait, Outcome.Scope.CONNECTION);
    }
    Outcome outcome = next.carry(delivery);
    Instant until = throttle.called(use, outcome, recipient);
    remember(delivery.connection(), recipient, outcome, until);
    return outcome;
  }

  /** A token; null where there is none within the patience, or certainly none. */
  private Limits.@Nullable Use awaited(Throttle throttle, String recipient) {
    Instant end = clock.instant().plus(Reserved.PATIENCE);
    while (true) {
      Instant now = clock.instant();
      // Two calls at once must not take the same token.
      synchronized (throttle) {
        if (!throttle.callFree(recipient).isAfter(now)) {
          return throttle.call(recipient);
        }
      }
      if (throttle.callFree(recipient).isAfter(end) || !now.isBefore(end)) {
        return null;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void remember(
      String connection, String recipient, Outcome outcome, @Nullable Instant until) {
    try {
      if (Sign.reached(outcome)) {
        limits.use(connection, recipient, clock.instant());
      }
      if (until != null && outcome instanceof Outcome.Limited limited) {
        boolean whole = limited.scope() == Outcome.Scope.CONNECTION;
        limits.remember(connection, whole ? null : recipient, until);
      }
    } catch (SQLException | JdbiException e) {
      LOG.warn("What a call through {} used up could not be written", connection, e);
    }
  }
}
