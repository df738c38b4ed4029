package dev.caravan.delivery;

import java.util.List;

/**
 * What became of a drain.
 *
 * @param inFlight how many messages were being sent when it began
 * @param remaining how many of them had not ended when it did; each is settled when it does
 * @param released the connections that were given up, by name
 */
public record Drained(int inFlight, int remaining, List<String> released) {
  public Drained {
    released = List.copyOf(released);
  }
}
