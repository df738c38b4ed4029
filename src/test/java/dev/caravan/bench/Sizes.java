package dev.caravan.bench;

/**
 * How much is measured. {@code -Dbench.scale=0.01} makes every part as much smaller, to see that it
 * runs; {@code -Dbench.<name>=…} sets one size.
 */
final class Sizes {
  private static final double SCALE = Double.parseDouble(System.getProperty("bench.scale", "1"));

  private Sizes() {}

  /** A number of messages, or of seconds; at least one. */
  static int of(String name, int usual) {
    return Integer.getInteger("bench." + name, (int) Math.max(1, Math.round(usual * SCALE)));
  }

  /** A number of turns, of which there are fewer only where less than everything is measured. */
  static int rounds(int usual) {
    return Integer.getInteger("bench.rounds", SCALE < 1 ? 1 : usual);
  }
}
