package dev.caravan.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.graph.GraphError;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a message goes to.
 *
 * <p>Numbers that are 1555 and an error's code, padded with zeros to seven digits, are always
 * refused with it, so that errors can be tried by hand: 1555 0131026 reaches nobody, and to 1555
 * 0131047 the window is closed, which only templates pass.
 *
 * @param written as the caller wrote it
 * @param id the person's id at WhatsApp: the number's digits
 */
record WhatsAppNumber(String written, String id) {
  private static final Pattern MAGIC = Pattern.compile("1555(\\d{7})");
  private static final Pattern DIGITS = Pattern.compile("[1-9]\\d{6,14}");

  /** WhatsApp takes a plus, blanks, hyphens and parentheses, and strips them. */
  private static final Pattern TAKEN = Pattern.compile("\\+?[\\d ()-]{7,30}");

  /** The number in {@code to}; empty where it is none. */
  static Optional<WhatsAppNumber> read(JsonNode to) {
    String written = to.isTextual() || to.isIntegralNumber() ? to.asText() : "";
    String digits = written.replaceAll("\\D", "");
    return TAKEN.matcher(written).matches() && DIGITS.matcher(digits).matches()
        ? Optional.of(new WhatsAppNumber(written, digits))
        : Optional.empty();
  }

  /** Why a message of this type does not reach it; empty where it does. */
  Optional<GraphError> refusal(String type, Map<String, String> further) {
    String configured = further.get(written);
    Matcher magic = MAGIC.matcher(id);
    int code = 0;
    if (configured != null) {
      code = WhatsAppRefusals.configured(configured);
    } else if (magic.matches() && WhatsAppRefusals.isOne(Integer.parseInt(magic.group(1)))) {
      code = Integer.parseInt(magic.group(1));
    }
    boolean passes = code == WhatsAppRefusals.WINDOW_CLOSED && type.equals("template");
    return code == 0 || passes ? Optional.empty() : Optional.of(WhatsAppRefusals.of(code));
  }
}
