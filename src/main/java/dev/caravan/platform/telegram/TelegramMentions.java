package dev.caravan.platform.telegram;

import dev.caravan.message.Content;
import dev.caravan.message.Mention;
import java.util.List;

/**
 * Those whom a content notifies: by their number as a link that Telegram makes a mention of, or by
 * their name (Bot API 10.1, HTML style). It knows neither roles nor crowds.
 */
final class TelegramMentions {
  /**
   * Nobody reads more names before a text; they stay below half of a message, the longest being 34
   * characters with its space.
   */
  private static final int MOST = 40;

  /** Ids have at most 52 significant bits (Bot API 10.1, User). */
  private static final String NUMBER = "[1-9]\\d{0,15}";

  private static final String NAME = "@?[A-Za-z][A-Za-z0-9_]{3,31}";

  private TelegramMentions() {}

  /** What stands before the first text, ending in a space; empty where nobody is notified. */
  static String html(Content content) {
    StringBuilder html = new StringBuilder();
    for (String named : names(content)) {
      if (named.matches(NUMBER)) {
        html.append("<a href=\"tg://user?id=").append(named).append("\">@").append(named);
        html.append("</a> ");
      } else {
        html.append('@').append(named).append(' ');
      }
    }
    return html.toString();
  }

  /** How much of it people see, in UTF-16 units. */
  static int seen(Content content) {
    return names(content).stream().mapToInt(named -> named.length() + 2).sum();
  }

  /** Numbers, and names without their at sign. */
  private static List<String> names(Content content) {
    if (content.extras().mentions().isEmpty()) {
      return List.of();
    }
    return content.extras().mentions().stream()
        .filter(mention -> mention.kind() == Mention.Kind.USER)
        .map(Mention::id)
        .filter(id -> id.matches(NUMBER) || id.matches(NAME))
        .map(id -> id.startsWith("@") ? id.substring(1) : id)
        .distinct()
        .limit(MOST)
        .toList();
  }
}
