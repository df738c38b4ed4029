package dev.caravan.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about texts that several readers of input ask. */
public final class Texts {
  private Texts() {}

  /** Why PostgreSQL would refuse the text, or nothing: U+0000 and lone surrogates. */
  public static Optional<String> unstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return Optional.of(
            "has U+0000 at position " + i + ", which cannot be stored; leave it out.");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return Optional.of(
            "has half a character (a lone surrogate) at position " + i + "; leave it out.");
      }
    }
    return Optional.empty();
  }

  /** The text for a message to a person: at most 60 characters of it. */
  public static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  /** The known name nearest to a misspelt one, where one is near enough to be meant. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .filter(k -> distance(name, k) <= Math.max(2, k.length() / 3))
        .min(Comparator.comparingInt(k -> distance(name, k)));
  }

  /** Levenshtein's distance, over one row. */
  private static int distance(String a, String b) {
    if (a.length() > 200) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  /** What a value of JSON is, for whoever wrote another one. */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof String ? "the text \"" + shown(value) + "\"" : shown(value);
  }
}
