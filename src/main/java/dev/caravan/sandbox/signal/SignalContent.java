package dev.caravan.sandbox.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a call of /v2/send says, or why it cannot. */
sealed interface SignalContent {

  /** It can be said. */
  record Fit(String text, List<String> notified) implements SignalContent {
    Arrival.Beside beside() {
      return new Arrival.Beside(List.of(), notified, List.of());
    }
  }

  /** It cannot. */
  record Unfit(String error) implements SignalContent {}

  /** Reads the body; {@code strict} refuses what the real one silently drops. */
  static SignalContent read(ObjectNode fields, boolean strict) {
    String message = fields.path("message").asText();
    String mode = fields.path("text_mode").asText("normal");
    if (message.isEmpty() && fields.path("base64_attachments").isEmpty()) {
      return new Unfit(
          "Sending empty message is not allowed, either a message, attachment or sticker must be given.");
    }
    String seen = message;
    if (mode.equals("styled")) {
      SignalStyles styles = SignalStyles.read(message);
      if (styles instanceof SignalStyles.Unclear unclear && strict) {
        return new Unfit("Couldn't process request - '" + unclear.mark() + "' styles nothing");
      }
      seen = styles instanceof SignalStyles.Read read ? read.seen() : message;
    } else if (!mode.equals("normal") && strict) {
      return new Unfit("Couldn't process request - unknown text_mode");
    }
    return quoteFault(fields)
        .or(() -> previewFault(fields))
        .<SignalContent>map(Unfit::new)
        .orElse(mentioning(fields, seen));
  }

  private static SignalContent mentioning(ObjectNode fields, String seen) {
    List<String> notified = new ArrayList<>();
    for (JsonNode mention : fields.path("mentions")) {
      int start = mention.path("start").asInt(-1);
      int length = mention.path("length").asInt(-1);
      String author = mention.path("author").asText();
      if (start < 0 || length < 1 || start + length > seen.length()) {
        return new Unfit(
            "Invalid mention syntax (%d:%d:%s) expected 'start:length:recipientNumber'"
                .formatted(start, length, author));
      }
      if (!SignalRecipient.isPerson(author)) {
        return new Unfit("Invalid phone number '" + author + "': Not a valid number");
      }
      notified.add(author);
    }
    return new Fit(seen, List.copyOf(notified));
  }

  private static Optional<String> quoteFault(ObjectNode fields) {
    boolean quotes = fields.has("quote_timestamp");
    if (quotes && !fields.path("quote_timestamp").isIntegralNumber()) {
      return Optional.of("Couldn't process request - invalid request");
    }
    return quotes && !SignalRecipient.isPerson(fields.path("quote_author").asText())
        ? Optional.of("Invalid phone number '': Not a valid number")
        : Optional.empty();
  }

  /** "The same url must also appear in the message body"; the title is mandatory (signal-cli). */
  private static Optional<String> previewFault(ObjectNode fields) {
    JsonNode preview = fields.path("link_preview");
    String url = preview.path("url").asText();
    boolean fine =
        preview.isMissingNode()
            || (!url.isEmpty()
                && fields.path("message").asText().replace("\\", "").contains(url)
                && !preview.path("title").asText().isEmpty());
    return fine
        ? Optional.empty()
        : Optional.of("Couldn't process request - please provide a valid link preview");
  }
}
