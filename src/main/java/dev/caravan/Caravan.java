package dev.caravan;

import dev.caravan.wiring.CommandLine;

/** Starts the hub, or one of its commands. */
public final class Caravan {
  private Caravan() {}

  /**
   * {@code java -jar caravan.jar}, or {@code … validate [folder]}, {@code … export flow/govern},
   * {@code … platforms [file]}.
   */
  public static void main(String[] args) {
    CommandLine.run(args);
  }
}
