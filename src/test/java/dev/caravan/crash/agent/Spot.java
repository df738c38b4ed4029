package dev.caravan.crash.agent;

import org.jspecify.annotations.Nullable;

/**
 * Where a process dies.
 *
 * @param method written as {@code package.Class#method}
 * @param left whether as the method returns, rather than as it begins
 * @param within counts only the calls made during this method; null counts all
 */
public record Spot(String method, boolean left, @Nullable String within) {

  /** The spot and how often it is passed before the last time, as an agent's argument. */
  public String argument(int times) {
    return method + "," + left + "," + (within == null ? "" : within) + "," + times;
  }

  static Spot of(String argument) {
    String[] words = argument.split(",", -1);
    return new Spot(words[0], Boolean.parseBoolean(words[1]), words[2].isEmpty() ? null : words[2]);
  }

  static int times(String argument) {
    return Integer.parseInt(argument.substring(argument.lastIndexOf(',') + 1));
  }

  /** The class that {@code method} names. */
  public static String type(String method) {
    return method.substring(0, method.indexOf('#'));
  }

  /** The name behind the class. */
  public static String name(String method) {
    return method.substring(method.indexOf('#') + 1);
  }
}
