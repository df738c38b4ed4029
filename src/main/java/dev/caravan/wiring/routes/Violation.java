package dev.caravan.wiring.routes;

/**
 * What is wrong with a route file.
 *
 * @param line from 1; 0 where it is not known
 * @param advice whether the file works nevertheless, though not as the hub's own files are written
 */
public record Violation(String file, int line, String text, boolean advice) {

  /** What makes the file unusable. */
  static Violation fault(String file, int line, String text) {
    return new Violation(file, line, text, false);
  }

  /** What a reader of the file would wish otherwise. */
  static Violation advice(String file, int line, String text) {
    return new Violation(file, line, text, true);
  }

  @Override
  public String toString() {
    return file + (line > 0 ? ", line " + line : "") + ": " + text + (advice ? " (advice)" : "");
  }
}
