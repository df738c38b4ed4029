package dev.caravan.sandbox.signal;

import dev.caravan.sandbox.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** Whom a call names: taken, or refused by signal-cli's words. */
sealed interface SignalRecipient {
  String GROUP = "group.";

  Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{4,14}");
  Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  Pattern USERNAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{2,31}\\.\\d{2,9}");

  /** The inner id of a group to which the account does not belong. */
  String FOREIGN_GROUP = "bm90IGEgbWVtYmVyIG9mIHRoaXM=";

  /** Recipients that are always refused, so that errors can be tried by hand. */
  Map<String, Answer> MAGIC =
      Map.of(
          "+15550100404",
          SignalAnswers.error("The user +15550100404 is not registered."),
          "+15550100403",
          SignalAnswers.error("Failed to send message due to untrusted identities"),
          "+15550100400",
          SignalAnswers.error("Failed to send message"),
          "+15550100429",
          SignalAnswers.limited("6d2d0000-0000-4000-8000-000000000000"),
          GROUP + encoded(FOREIGN_GROUP),
          SignalAnswers.error("User is not a member in group: ops (" + FOREIGN_GROUP + ")"));

  /** It can be written to. */
  record Open(String written) implements SignalRecipient {}

  /** It cannot. */
  record Closed(Answer answer) implements SignalRecipient {}

  /** Reads a recipient; {@code furtherRefusals} are error texts by recipient. */
  static SignalRecipient read(String written, Map<String, String> furtherRefusals) {
    String further = furtherRefusals.get(written);
    if (further != null) {
      return new Closed(SignalAnswers.error(further));
    }
    Answer refusal = MAGIC.get(written);
    if (refusal != null) {
      return new Closed(refusal);
    }
    if (written.startsWith(GROUP)) {
      return isBase64(written.substring(GROUP.length()))
          ? new Open(written)
          : new Closed(SignalAnswers.error("Invalid group id"));
    }
    return isPerson(written) || USERNAME.matcher(written).matches()
        ? new Open(written)
        : new Closed(
            SignalAnswers.error("Invalid phone number '" + written + "': Not a valid number"));
  }

  /** Whether it names a person as a mention and a quote do. */
  static boolean isPerson(String written) {
    return NUMBER.matcher(written).matches() || UUID.matcher(written).matches();
  }

  /** A group's id is the base64 of an id that is base64 already. */
  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
