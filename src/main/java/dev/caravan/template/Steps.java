package dev.caravan.template;

/** The work that one rendering may take: lists within lists multiply, and may write nothing. */
final class Steps {
  /** Far more than 100,000 characters of text can need; about 0.1 s at worst (measured). */
  private static final int MOST = 100_000;

  private final int round;
  private int taken;

  /** {@code length} is the template's: a round through a list walks over all of it, at worst. */
  Steps(int length) {
    this.round = 1 + length / 1_000;
  }

  /** A name is looked up. */
  void lookUp() {
    take(1);
  }

  /** A list's section is gone through once more. */
  void round() {
    take(round);
  }

  private void take(int steps) {
    taken += steps;
    if (taken > MOST) {
      throw new TooMuch(
          "The template goes through its lists more than %d times in all; shorten the lists, or send several messages."
              .formatted(MOST / round));
    }
  }
}
