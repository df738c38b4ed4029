package dev.caravan.delivery;

import dev.caravan.platform.Connection;
import java.time.Duration;
import java.time.Instant;

/**
 * The share of its usual pace at which an adaptive connection sends: once a minute, below four
 * successes in five it is lowered by a tenth, above nineteen in twenty it is raised by one.
 */
final class Factor {
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final double LEAST = 0.5;
  private static final double STEP = 0.1;
  private static final double POOR = 0.8;
  private static final double GOOD = 0.95;

  /** Fewer answers than these say nothing; they are kept for the next round. */
  private static final int ENOUGH = 10;

  private final Connection.Pace pace;
  private double factor = 1;
  private Instant roundEnds = Instant.MIN;
  private int answers;
  private int successes;

  Factor(Connection.Pace pace) {
    this.pace = pace;
  }

  /** The factor in force, 1 where the connection is not adaptive. */
  synchronized double now() {
    return factor;
  }

  /** Counts an answer; tells whether the factor has changed by it. */
  synchronized boolean answered(Sign sign, Instant now) {
    if (!pace.adaptive() || sign == Sign.NOTHING) {
      return false;
    }
    if (roundEnds.equals(Instant.MIN)) {
      roundEnds = now.plus(ROUND);
    }
    answers++;
    successes += sign == Sign.WELL ? 1 : 0;
    if (now.isBefore(roundEnds) || answers < ENOUGH) {
      return false;
    }
    double before = factor;
    double share = (double) successes / answers;
    if (share < POOR) {
      factor = Math.max(LEAST, factor * (1 - STEP));
    } else if (share > GOOD) {
      factor = Math.min(pace.most(), factor * (1 + STEP));
    }
    answers = 0;
    successes = 0;
    roundEnds = now.plus(ROUND);
    return factor != before;
  }
}
