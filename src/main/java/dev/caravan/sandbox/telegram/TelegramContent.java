package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.OfferedAction;
import java.util.List;

/** What a Telegram message shows, or why it cannot. */
sealed interface TelegramContent {

  /** It can be shown, unless its text is too long. */
  record Fit(TelegramText.Fit text, List<OfferedAction> actions) implements TelegramContent {

    /** Whether the message shows this already. */
    boolean sameAs(Arrival arrival) {
      return arrival.text().equals(text.text()) && arrival.actions().equals(actions);
    }
  }

  /** It cannot. */
  record Unfit(String why) implements TelegramContent {}

  static TelegramContent read(ObjectNode fields, boolean strict) {
    TelegramText text = TelegramText.read(fields, strict);
    if (text instanceof TelegramText.Unfit unfit) {
      return new Unfit(unfit.why());
    }
    TelegramKeyboard keyboard = TelegramKeyboard.read(fields.path("reply_markup"));
    return keyboard instanceof TelegramKeyboard.Unfit unfit
        ? new Unfit(unfit.why())
        : new Fit((TelegramText.Fit) text, ((TelegramKeyboard.Fit) keyboard).actions());
  }
}
