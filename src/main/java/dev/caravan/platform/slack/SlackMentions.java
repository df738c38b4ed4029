package dev.caravan.platform.slack;

import dev.caravan.message.Content;
import dev.caravan.message.Mention;
import java.util.stream.Collectors;

/** Those whom a content notifies, as mrkdwn (docs.slack.dev, formatting, mentions). */
final class SlackMentions {
  /**
   * Nobody reads more names before a text; they stay below half of a section, the longest being 32
   * characters with its space.
   */
  private static final int MOST = 40;

  private static final String USER = "[UW][A-Z0-9]{1,19}";
  private static final String GROUP = "S[A-Z0-9]{1,19}";

  private SlackMentions() {}

  /** What stands before the first text, ending in a space; empty where nobody is notified. */
  static String of(Content content) {
    if (content.extras().mentions().isEmpty()) {
      return "";
    }
    return content.extras().mentions().stream()
        .map(SlackMentions::written)
        .filter(mention -> !mention.isEmpty())
        .distinct()
        .limit(MOST)
        .map(mention -> mention + " ")
        .collect(Collectors.joining());
  }

  /** Empty for what is no id of Slack's: in angle brackets anything else is another command. */
  private static String written(Mention mention) {
    return switch (mention.kind()) {
      case USER -> mention.id().matches(USER) ? "<@" + mention.id() + ">" : "";
      case ROLE -> mention.id().matches(GROUP) ? "<!subteam^" + mention.id() + ">" : "";
      case EVERYONE -> "<!channel>";
      case HERE -> "<!here>";
    };
  }
}
