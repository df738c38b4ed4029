package dev.caravan.bench;

import java.util.ArrayList;
import java.util.List;

/** Rates measured by turns, so that none of them has the better minute. */
final class Rounds {
  private final List<String> names = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private final List<List<Double>> rates = new ArrayList<>();

  /** Does some work; answers how much was done in a second. */
  interface Turn {
    double rate() throws Exception;
  }

  Rounds and(String name, Turn turn) {
    names.add(name);
    turns.add(turn);
    rates.add(new ArrayList<>());
    return this;
  }

  /** All in their order, so many times; what each round measured is printed. */
  Rounds run(int rounds) throws Exception {
    for (int round = 1; round <= rounds; round++) {
      StringBuilder line = new StringBuilder("  round " + round);
      for (int i = 0; i < turns.size(); i++) {
        double rate = turns.get(i).rate();
        rates.get(i).add(rate);
        line.append("; ").append(names.get(i)).append(' ').append(Figures.rate(rate));
      }
      System.out.println(line);
    }
    return this;
  }

  /** Forgets what was measured, as while it was not warm. */
  Rounds fresh() {
    rates.forEach(List::clear);
    return this;
  }

  double median(int which) {
    List<Double> sorted = rates.get(which).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** A row: the median of the first beside that of another. */
  void ratio(Figures figures, String what, int beside, String wanted) {
    figures.ratio(what, median(0), names.get(beside), median(beside), wanted);
  }
}
