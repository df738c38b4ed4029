package dev.caravan.governance;

import dev.caravan.delivery.Gate;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether nothing can be sent through a connection, and whether that is its own fault.
 *
 * @param broken whether its breaker is open
 */
public record Sickness(
    Connections connections, PausesTable pauses, Gate gate, Predicate<String> broken) {

  /** Why the connection itself cannot send; null where it can, or where nobody knows otherwise. */
  @Nullable Reason of(String connection) {
    if (broken.test(connection)) {
      return Reason.BREAKER_OPEN;
    }
    return pauses.of(connection).filter(PausesTable.Pause::byHub).isPresent()
        ? Reason.CREDENTIAL_REFUSED
        : null;
  }

  /** Whether somebody has closed it, or it is not there at all. */
  boolean closed(String connection) {
    Optional<Connection> there = connections.byName(connection);
    return there.isEmpty() || gate.closed(connection, there.get().platform()).isPresent();
  }
}
