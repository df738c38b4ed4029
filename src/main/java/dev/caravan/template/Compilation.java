package dev.caravan.template;

/** What became of a text that is to be a template. */
public sealed interface Compilation {

  /** It is one. */
  record Compiled(Template template) implements Compilation {}

  /**
   * It is none.
   *
   * @param line where, from 1; 0 where nobody knows
   * @param message what is wrong, with the remedy and an example
   */
  record Faulty(int line, String message) implements Compilation {}
}
