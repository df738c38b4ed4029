package dev.caravan.delivery;

import dev.caravan.message.WaitingFor;
import java.util.Optional;

/** What can close a whole connection: a stop over it, or a pause. */
@FunctionalInterface
public interface Gate {

  /** Why nothing may go through the connection now, and who says so; empty where it is open. */
  Optional<Closed> closed(String connection, String platform);

  /** A closed connection: for what its messages wait, by whom, and why. */
  record Closed(WaitingFor waitingFor, String by, String why) {}
}
