package dev.caravan.platform.discord;

import java.util.regex.Pattern;

/**
 * Discord's ids: 64 bits without a sign, as decimal digits (Discord's documentation, snowflakes).
 */
final class Snowflake {
  private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,19}");

  private Snowflake() {}

  static boolean is(String id) {
    return FORM.matcher(id).matches();
  }
}
