package dev.caravan.platform.signal;

import java.util.regex.Pattern;

/** How signal-cli-rest-api names people and groups (src/client, getRecipientType). */
final class SignalAddress {
  private static final String GROUP = "group.";

  /** E.164: a plus sign and at most 15 digits. */
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{4,14}");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** A nickname of 3 to 32 characters, a dot and its number (support.signal.org, usernames). */
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{2,31}\\.\\d{2,9}");

  private static final Pattern GROUP_ID = Pattern.compile("group\\.[A-Za-z0-9+/]{8,}={0,2}");

  private SignalAddress() {}

  static boolean isOne(String recipientId) {
    return isPerson(recipientId)
        || USERNAME.matcher(recipientId).matches()
        || GROUP_ID.matcher(recipientId).matches();
  }

  /** Whether it names a person as a mention or a quote does. */
  static boolean isPerson(String id) {
    return NUMBER.matcher(id).matches() || UUID.matcher(id).matches();
  }

  static boolean isGroup(String recipientId) {
    return recipientId.startsWith(GROUP);
  }
}
