package dev.caravan.sandbox.slack;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Who a Slack call names: taken as a conversation, or refused by an error's name. */
sealed interface SlackChannel {
  /** Channels, private channels and direct messages have ids; users' ids open a direct message. */
  Pattern ID = Pattern.compile("[CGDUW][A-Z0-9]{1,20}");

  /** Slack, "Naming a channel": lower case, digits, hyphen and underscore, at most 80. */
  Pattern NAME = Pattern.compile("#[\\p{Ll}\\p{Lo}\\p{N}_-]{1,80}");

  /** Recipients beginning so are always refused, so that errors can be tried by hand. */
  Map<String, String> MAGIC = magic();

  /**
   * It can be written to.
   *
   * @param conversation the id that Slack answers with: {@code D…} for a user, {@code C…} for a
   *     name
   */
  record Open(String conversation) implements SlackChannel {}

  /** It cannot, with Slack's error. */
  record Closed(String error) implements SlackChannel {}

  /** Reads the {@code channel} argument. */
  static SlackChannel read(String written, Map<String, String> furtherRefusals) {
    String refusal = furtherRefusals.get(written);
    if (refusal != null) {
      return new Closed(refusal);
    }
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (written.startsWith(magic.getKey())) {
        return new Closed(magic.getValue());
      }
    }
    if (ID.matcher(written).matches()) {
      boolean user = written.startsWith("U") || written.startsWith("W");
      return new Open(user ? "D" + written.substring(1) : written);
    }
    return NAME.matcher(written).matches()
        ? new Open("C0" + Integer.toHexString(written.hashCode()).toUpperCase(Locale.ROOT))
        : new Closed("channel_not_found");
  }

  private static Map<String, String> magic() {
    Map<String, String> errors = new LinkedHashMap<>();
    errors.put("C0DEAD", "channel_not_found");
    errors.put("C0GONE", "is_archived");
    errors.put("gone", "is_archived");
    errors.put("#gone", "is_archived");
    errors.put("C0NOTIN", "not_in_channel");
    errors.put("C0LOCKED", "restricted_action");
    return errors;
  }
}
