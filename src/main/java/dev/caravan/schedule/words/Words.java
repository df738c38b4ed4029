package dev.caravan.schedule.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The words of one language, from {@code schedule/words-en.properties}: those that are read, and
 * the sentences that are said.
 *
 * <p>A line {@code word.<key> = first | second} lists what is read as the key; the first is what is
 * said. A line {@code say.<key>} is a sentence, with {0} for what stands in it.
 */
public final class Words {
  private static final String TABLE = "/schedule/words-en.properties";
  private static final String READ = "word.";
  private static final Properties LINES = load();
  private static final Map<String, String> KEYS = keys();

  private Words() {}

  private static Properties load() {
    Properties lines = new Properties();
    try (InputStream file = Words.class.getResourceAsStream(TABLE)) {
      if (file == null) {
        throw new IllegalStateException(TABLE + " is not on the class path");
      }
      lines.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>();
    for (String line : LINES.stringPropertyNames()) {
      if (line.startsWith(READ)) {
        String key = line.substring(READ.length());
        for (String word : spellings(key)) {
          String before = keys.put(word.toLowerCase(Locale.ROOT), key);
          if (before != null) {
            throw new IllegalStateException("'" + word + "' is both " + before + " and " + key);
          }
        }
      }
    }
    return Map.copyOf(keys);
  }

  private static List<String> spellings(String key) {
    return Arrays.stream(line(READ + key).split("\\|", -1)).map(String::strip).toList();
  }

  private static String line(String key) {
    String line = LINES.getProperty(key);
    if (line == null) {
      throw new IllegalArgumentException(TABLE + " has no line " + key);
    }
    return line;
  }

  /** What a word of lower case is read as, or an empty text where the language does not have it. */
  public static String key(String word) {
    return KEYS.getOrDefault(word, "");
  }

  /** Every word that is read, in lower case. */
  public static Set<String> all() {
    return KEYS.keySet();
  }

  /** What is said for a key of the table. */
  public static String name(String key) {
    return spellings(key).get(0);
  }

  public static String name(DayOfWeek day) {
    return name("day." + day.getValue());
  }

  public static String name(Month month) {
    return name("month." + month.getValue());
  }

  /** A sentence of the table, with what stands in it. */
  public static String say(String key, Object... values) {
    Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
    return MessageFormat.format(line("say." + key), texts);
  }

  /** Several as one: {@code Monday, Wednesday and Friday}. */
  public static String list(List<String> items) {
    if (items.size() == 1) {
      return items.get(0);
    }
    String first = String.join(", ", items.subList(0, items.size() - 1));
    return say("and", first, items.get(items.size() - 1));
  }

  /** So many of a unit: {@code hour} or {@code 3 hours}. */
  public static String count(long n, String unit) {
    return n == 1 ? name("unit." + unit) : n + " " + name("units." + unit);
  }

  /** {@code first} to {@code tenth}, and {@code last} for -1. */
  public static String nth(int n) {
    return n < 0 ? name("last") : line("say.nths").split(" ", -1)[n - 1];
  }

  /** {@code 1st}, {@code 22nd}. */
  public static String ordinal(int n) {
    String[] endings = line("say.ordinals").split(" ", -1);
    int last = n % 100 / 10 == 1 ? 0 : n % 10;
    return n + endings[last < endings.length ? last : 0];
  }
}
