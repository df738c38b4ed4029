package dev.caravan.platform.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Reason;
import java.util.Locale;

/** What a refusal of LINE's is about, by its words, for it has no codes. */
final class LineErrors {
  private static final int TOO_LARGE = 413;

  private LineErrors() {}

  /** Why; words that are not known are a refusal of the request as such. */
  static Reason reason(int status, JsonNode json) {
    String message = json.path("message").asText().toLowerCase(Locale.ROOT);
    // "One reason this may appear is if the user ID specified doesn't exist."
    if (message.contains("failed to send messages")
        || message.contains("the property, 'to',")
        || names(json, "to")) {
      return Reason.RECIPIENT_UNKNOWN;
    }
    return status == TOO_LARGE
            || message.contains("the request body has")
            || message.contains("the property, 'messages")
        ? Reason.CONTENT_REFUSED
        : Reason.REQUEST_REFUSED;
  }

  private static boolean names(JsonNode json, String property) {
    for (JsonNode detail : json.path("details")) {
      if (detail.path("property").asText().equals(property)) {
        return true;
      }
    }
    return false;
  }
}
