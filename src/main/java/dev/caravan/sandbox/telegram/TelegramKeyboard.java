package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.OfferedAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands below a Telegram message, or why it cannot. */
sealed interface TelegramKeyboard {
  /** Telegram Bot API, InlineKeyboardButton, {@code callback_data}: in bytes of UTF-8. */
  int LARGEST_DATA = 64;

  /** What a button does; exactly one of them must be given. */
  Set<String> DEEDS =
      Set.of(
          "url",
          "callback_data",
          "web_app",
          "login_url",
          "switch_inline_query",
          "switch_inline_query_current_chat",
          "switch_inline_query_chosen_chat",
          "copy_text",
          "callback_game",
          "pay");

  Set<String> STYLES = Set.of("danger", "success", "primary");

  /** It can be shown; empty where there is none. */
  record Fit(List<OfferedAction> actions) implements TelegramKeyboard {}

  /** It cannot. */
  record Unfit(String why) implements TelegramKeyboard {}

  /** Reads {@code reply_markup}; keyboards that are not inline are taken without a look. */
  static TelegramKeyboard read(JsonNode replyMarkup) {
    if (replyMarkup.isMissingNode() || replyMarkup.isNull()) {
      return new Fit(List.of());
    }
    Optional<JsonNode> markup = Arguments.nested(replyMarkup);
    if (markup.isEmpty()) {
      return new Unfit("can't parse reply keyboard markup JSON object");
    }
    if (!markup.get().isObject()) {
      return new Unfit("object expected as reply markup");
    }
    return markup.get().has("inline_keyboard")
        ? rows(markup.get().path("inline_keyboard"))
        : new Fit(List.of());
  }

  private static TelegramKeyboard rows(JsonNode rows) {
    if (!rows.isArray()) {
      return new Unfit("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array");
    }
    List<OfferedAction> actions = new ArrayList<>();
    for (JsonNode row : rows) {
      if (!row.isArray()) {
        return new Unfit(
            "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");
      }
      for (JsonNode button : row) {
        Optional<String> fault = fault(button);
        if (fault.isPresent()) {
          return new Unfit(fault.get());
        }
        actions.add(action(button));
      }
    }
    return new Fit(List.copyOf(actions));
  }

  private static Optional<String> fault(JsonNode button) {
    if (!button.isObject()) {
      return unparsable("Inline keyboard button must be an Object");
    }
    if (!button.path("text").isTextual()) {
      return unparsable("Field \"text\" must be of type String");
    }
    if (button.path("text").textValue().isBlank()) {
      return unparsable("Text must be non-empty");
    }
    long deeds = DEEDS.stream().filter(button::has).count();
    if (deeds == 0) {
      return unparsable("Text buttons are unallowed in the inline keyboard");
    }
    if (deeds > 1) {
      return unparsable("Exactly one of the optional fields must be used");
    }
    if (button.has("style") && !STYLES.contains(button.path("style").asText())) {
      return unparsable("Invalid button style specified");
    }
    return button.has("callback_data") ? dataFault(button.path("callback_data")) : Optional.empty();
  }

  private static Optional<String> dataFault(JsonNode data) {
    int bytes = data.asText("").getBytes(StandardCharsets.UTF_8).length;
    return data.isTextual() && bytes >= 1 && bytes <= LARGEST_DATA
        ? Optional.empty()
        : Optional.of("BUTTON_DATA_INVALID");
  }

  private static Optional<String> unparsable(String why) {
    return Optional.of("can't parse inline keyboard button: " + why);
  }

  private static OfferedAction action(JsonNode button) {
    String label = button.path("text").asText();
    String data = button.path("callback_data").textValue();
    return data != null
        ? new OfferedAction("button", data, label, data)
        : new OfferedAction("link", /* id= */ null, label, button.path("url").asText(""));
  }
}
