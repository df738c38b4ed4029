package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Addresses;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.OfferedAction;
import java.util.List;

/** What a Telegram message shows, or why it cannot. */
sealed interface TelegramContent {
  /** Telegram Bot API, sendPhoto, {@code caption}: in UTF-16 units, after entities parsing. */
  int LONGEST_CAPTION = 1_024;

  /**
   * It can be shown, unless its text is too long.
   *
   * @param kind of its file, as the Bot API calls it; {@code text} where it has none
   * @param files the address of its file, or nothing
   */
  record Fit(String kind, List<String> files, TelegramText.Fit text, List<OfferedAction> actions)
      implements TelegramContent {

    /** Whether the message shows this already. */
    boolean sameAs(Arrival arrival) {
      return arrival.text().equals(seen())
          && arrival.actions().equals(actions)
          && arrival.beside().files().equals(files);
    }

    boolean tooLong() {
      return files.isEmpty() ? text.tooLong() : text.text().length() > LONGEST_CAPTION;
    }

    String tooLongBecause() {
      return files.isEmpty() ? "message is too long" : "message caption is too long";
    }

    String seen() {
      return text.text();
    }

    /** What goes with its text. */
    Arrival.Beside beside() {
      return new Arrival.Beside(actions, text.notified(), files);
    }
  }

  /** It cannot. */
  record Unfit(String why) implements TelegramContent {}

  /** Reads the content arguments of a method, whose name is in lower case. */
  static TelegramContent read(String method, ObjectNode fields, boolean strict) {
    return switch (method) {
      case "sendphoto" -> medium("photo", fields.path("photo"), fields, fields, strict);
      case "senddocument" -> medium("document", fields.path("document"), fields, fields, strict);
      case "editmessagemedia" -> media(fields, strict);
      default -> with("text", List.of(), TelegramText.read(fields, strict), fields);
    };
  }

  private static TelegramContent media(ObjectNode fields, boolean strict) {
    JsonNode media =
        Arguments.nested(fields.path("media")).orElse(JsonNodeFactory.instance.nullNode());
    if (!(media instanceof ObjectNode given)) {
      return new Unfit("object expected as media");
    }
    String kind = given.path("type").asText();
    return kind.equals("photo") || kind.equals("document")
        ? medium(kind, given.path("media"), given, fields, strict)
        : new Unfit("unsupported media type");
  }

  /** Files come by their address alone here; nothing is uploaded, nothing known by an id. */
  private static TelegramContent medium(
      String kind, JsonNode address, ObjectNode captioned, ObjectNode fields, boolean strict) {
    if (!address.isTextual() || address.textValue().isEmpty()) {
      return new Unfit("there is no " + kind + " in the request");
    }
    if (!address.textValue().matches("(?i)https?://.*")) {
      return new Unfit("wrong remote file identifier specified: Wrong string length");
    }
    return Addresses.reachable(address)
        ? with(kind, List.of(address.textValue()), TelegramText.caption(captioned, strict), fields)
        : new Unfit("failed to get HTTP URL content");
  }

  private static TelegramContent with(
      String kind, List<String> files, TelegramText text, ObjectNode fields) {
    if (text instanceof TelegramText.Unfit unfit) {
      return new Unfit(unfit.why());
    }
    TelegramKeyboard keyboard = TelegramKeyboard.read(fields.path("reply_markup"));
    return keyboard instanceof TelegramKeyboard.Unfit unfit
        ? new Unfit(unfit.why())
        : new Fit(
            kind, files, (TelegramText.Fit) text, ((TelegramKeyboard.Fit) keyboard).actions());
  }
}
