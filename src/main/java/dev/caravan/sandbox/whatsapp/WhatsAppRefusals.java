package dev.caravan.sandbox.whatsapp;

import dev.caravan.sandbox.graph.GraphError;
import java.util.Map;

/** The refusals that a recipient can bring about, by their codes. */
final class WhatsAppRefusals {
  static final int WINDOW_CLOSED = 131047;

  /** Titles by WhatsApp, error codes; statuses differ between its versions, so all are 400. */
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(368, "Temporarily blocked for policies violations"),
          Map.entry(80007, "Rate limit issues"),
          Map.entry(130429, "Rate limit hit"),
          Map.entry(130497, "Business account is restricted from messaging users in this country"),
          Map.entry(131000, "Something went wrong"),
          Map.entry(131016, "Service unavailable"),
          Map.entry(131021, "Recipient cannot be sender"),
          Map.entry(131026, "Message undeliverable"),
          Map.entry(131030, "Recipient phone number not in allowed list"),
          Map.entry(131031, "Account has been locked"),
          Map.entry(131042, "Business eligibility payment issue"),
          Map.entry(131045, "Incorrect certificate"),
          Map.entry(131048, "Spam rate limit hit"),
          Map.entry(131049, "Meta chose not to deliver"),
          Map.entry(131056, "(Business Account, Consumer Account) pair rate limit hit"),
          Map.entry(131057, "Account in maintenance mode"),
          Map.entry(WINDOW_CLOSED, "Re-engagement message"));

  private WhatsAppRefusals() {}

  /** The error of this code. */
  static GraphError of(int code) {
    String title = TITLES.get(code);
    if (title == null) {
      throw new IllegalArgumentException(
          code + " is no refusal of the sandbox's; there are " + TITLES.keySet() + ".");
    }
    boolean down = code == 131000 || code == 131016;
    return new GraphError(
        down ? 500 : 400, code, 0, "(#" + code + ") " + title, details(code), false);
  }

  static boolean isOne(int code) {
    return TITLES.containsKey(code);
  }

  /** One from the settings, such as {@code 131026}. */
  static int configured(String written) {
    if (!written.matches("\\d{1,6}") || !isOne(Integer.parseInt(written))) {
      throw new IllegalArgumentException(
          "'%s' is no refusal of WhatsApp's; write one of %s, for example '131026'."
              .formatted(written, TITLES.keySet().stream().sorted().toList()));
    }
    return Integer.parseInt(written);
  }

  private static String details(int code) {
    return code == WINDOW_CLOSED
        ? "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
        : "";
  }
}
