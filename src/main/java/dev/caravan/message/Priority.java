package dev.caravan.message;

import java.util.Arrays;

/** How urgent a message is; a higher one goes first. */
public enum Priority implements Word {
  LOW(0),
  NORMAL(1),
  HIGH(2),
  URGENT(3),
  CRITICAL(4);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** The rank kept in rows: 0 is low, 4 is critical. */
  public int rank() {
    return rank;
  }

  /** The priority of a rank read from a row. */
  public static Priority ofRank(int rank) {
    return Arrays.stream(values())
        .filter(p -> p.rank == rank)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No priority has rank " + rank));
  }
}
