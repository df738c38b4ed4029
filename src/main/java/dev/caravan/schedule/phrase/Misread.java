package dev.caravan.schedule.phrase;

import java.util.List;

/** Why a phrase is not understood; it does not leave the package. */
final class Misread extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> words;
  private final transient List<String> examples;

  /**
   * A misunderstanding over some words.
   *
   * @param words as they were written; none where something is missing
   * @param reason the rule and the remedy, as a sentence without its end
   */
  Misread(List<String> words, String reason, List<String> examples) {
    super(reason, null, false, false);
    this.words = List.copyOf(words);
    this.examples = List.copyOf(examples);
  }

  /** Over one word. */
  Misread(String word, String reason, String... examples) {
    this(List.of(word), reason, List.of(examples));
  }

  List<String> words() {
    return words;
  }

  List<String> examples() {
    return examples;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
