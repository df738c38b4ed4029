package dev.caravan.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A member of a closed set, with the name it has in rows, metrics, the API and pages. */
public interface Word {

  /** The constant's own name. */
  String name();

  /** The name outside of Java: lower case, words joined by underscores. */
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The member of {@code set} with this outside name; case does not matter. */
  static <E extends Enum<E> & Word> Optional<E> find(Class<E> set, String word) {
    return Arrays.stream(set.getEnumConstants())
        .filter(e -> e.word().equalsIgnoreCase(word))
        .findFirst();
  }

  /** As {@link #find}, for words that the hub wrote itself; an unknown one is a bug. */
  static <E extends Enum<E> & Word> E of(Class<E> set, String word) {
    return find(set, word)
        .orElseThrow(
            () -> new IllegalArgumentException("No " + set.getSimpleName() + " '" + word + "'"));
  }

  /** Every outside name of the set, in its order. */
  static <E extends Enum<E> & Word> List<String> words(Class<E> set) {
    return Arrays.stream(set.getEnumConstants()).map(Word::word).toList();
  }
}
