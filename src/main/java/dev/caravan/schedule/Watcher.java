package dev.caravan.schedule;

import java.time.Duration;

/** Who is told of firings; called for each, so it must cost next to nothing. */
public interface Watcher {

  /** A firing was seen, so long after its moment; may be negative by no more than clocks differ. */
  void seen(Duration lateness);

  /** So many firings ended so. */
  void ended(Run.Result result, int count);
}
