package dev.caravan.platform.discord;

import dev.caravan.message.Content;
import dev.caravan.message.Mention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a message notifies. What its text says is inert, for Discord heeds only what the request's
 * {@code allowed_mentions} lists; and it notifies those only whom the text names, too.
 *
 * @param named what stands before the text; empty where nobody is notified
 * @param mass whether a crowd is
 */
record DiscordMentions(String named, List<String> users, List<String> roles, boolean mass) {
  /** Notifies nobody. */
  static final DiscordMentions NONE = new DiscordMentions("", List.of(), List.of(), false);

  /** Ids that Discord takes of each kind (documentation, allowed mentions object). */
  private static final int MOST = 100;

  /** Half a message; it holds forty people, and leaves the other half to the text. */
  private static final int MOST_ROOM = DiscordPlatform.TEXT_LIMIT / 2;

  /** Those of the content that Discord can have; an id in another form is nobody there. */
  static DiscordMentions of(Content content) {
    StringBuilder named = new StringBuilder();
    List<String> users = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    boolean mass = false;
    for (Mention mention : content.extras().mentions().stream().distinct().limit(MOST).toList()) {
      if (!mention.mass() && !Snowflake.is(mention.id())) {
        continue;
      }
      String word = word(mention);
      if (named.length() + word.length() >= MOST_ROOM) {
        break;
      }
      named.append(named.isEmpty() ? "" : " ").append(word);
      mass |= mention.mass();
      switch (mention.kind()) {
        case USER -> users.add(mention.id());
        case ROLE -> roles.add(mention.id());
        case EVERYONE, HERE -> {
          // Both are the one word that parse knows.
        }
      }
    }
    return new DiscordMentions(named.toString(), List.copyOf(users), List.copyOf(roles), mass);
  }

  /** Code points that the names take, with what stands between them and the text. */
  int room() {
    return named.isEmpty() ? 0 : named.length() + 1;
  }

  /** The text with the names before it; a mark that must begin a line still does. */
  String before(String said) {
    String text = mass ? said.replaceAll("@(?=everyone|here)", "@\u2060") : said;
    if (named.isEmpty()) {
      return text;
    }
    return named + (text.startsWith("> ") || text.startsWith("```") ? "\n" : " ") + text;
  }

  /** What the request allows. */
  Map<String, Object> allowed() {
    Map<String, Object> allowed = new LinkedHashMap<>();
    allowed.put("parse", mass ? List.of("everyone") : List.of());
    if (!users.isEmpty()) {
      allowed.put("users", users);
    }
    if (!roles.isEmpty()) {
      allowed.put("roles", roles);
    }
    allowed.put("replied_user", false);
    return allowed;
  }

  private static String word(Mention mention) {
    return switch (mention.kind()) {
      case USER -> "<@" + mention.id() + ">";
      case ROLE -> "<@&" + mention.id() + ">";
      case EVERYONE -> "@everyone";
      case HERE -> "@here";
    };
  }
}
