package dev.caravan.delivery;

import java.time.Instant;
import java.util.List;

/**
 * A hub on this database.
 *
 * @param since when it started
 * @param beatAt when it was last seen; each second while it lives
 * @param standing alive, where that is less than 10 s ago: after it others take its connections
 * @param connections those that it sends for, by name
 * @param version empty where it has not said
 */
public record Node(
    String name,
    Instant since,
    Instant beatAt,
    Standing standing,
    List<String> connections,
    String version) {
  public Node {
    connections = List.copyOf(connections);
  }

  /** Whether it was seen lately, and whether it has been taken out of work. */
  public record Standing(boolean alive, boolean draining) {}
}
