package dev.caravan.platform.telegram;

import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.text.Mentions;
import dev.caravan.platform.text.Splitter;
import java.util.List;

/** The text of a content as Telegram gets it: with what keyboards cannot say, and cut to parts. */
final class TelegramText {
  /** An at sign may get a word joiner behind it, see {@link Mentions#inert}. */
  private static final Splitter SPLITTER =
      new Splitter(TelegramPlatform.TEXT_LIMIT, c -> c == '@' ? 2 : Character.charCount(c));

  private TelegramText() {}

  static Written written(Content content) {
    Shown shown = shown(content);
    return Written.of(
        content,
        SPLITTER.leaving(TelegramMentions.seen(content)),
        shown,
        labels(shown.widgets()),
        TelegramFiles::place);
  }

  /** A select becomes a button for each of its entries. */
  private static Shown shown(Content content) {
    return Shown.of(
        content.actions(),
        TelegramPlatform.ACTIONS,
        action -> action instanceof Action.Select select ? select.options().size() : 1);
  }

  /** A keyboard has no place for what a select is called, so the text says it. */
  private static List<String> labels(List<Action> widgets) {
    return widgets.stream()
        .filter(Action.Select.class::isInstance)
        .map(action -> ((Action.Select) action).label() + ":")
        .toList();
  }

  /** The text itself in Telegram's HTML (Bot API 10.1, HTML style). */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
