package dev.caravan.platform.googlechat;

import dev.caravan.message.Mention;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a message notifies, as the beginning of its text
 * (developers.google.com/workspace/chat/format-messages, mention users).
 */
final class ChatMentions {
  /** A user's number, or the address that is its alias (Chat API v1, User, name). */
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@+-]{1,128}");

  /** More would leave no message to mention them in; in bytes. */
  private static final int ROOM = 4_000;

  private ChatMentions() {}

  /** All of them, each with a blank behind it; roles and what is no user's name are left out. */
  static String of(List<Mention> mentions) {
    StringBuilder opening = new StringBuilder();
    mentions.stream()
        .flatMap(mention -> written(mention).stream())
        .distinct()
        .filter(one -> opening.length() + one.length() <= ROOM)
        .forEach(opening::append);
    return opening.toString();
  }

  private static Optional<String> written(Mention mention) {
    return switch (mention.kind()) {
      // Chat knows nobody who is here; its people say themselves when they are not disturbed.
      case EVERYONE, HERE -> Optional.of("<users/all> ");
      case USER -> user(mention.id()).map(id -> "<users/" + id + "> ");
      case ROLE -> Optional.empty();
    };
  }

  /** The user's own id; never the one that means everybody, for that needs a grant of its own. */
  private static Optional<String> user(String id) {
    String name = id.startsWith("users/") ? id.substring("users/".length()) : id;
    return USER.matcher(name).matches() && !name.toLowerCase(Locale.ROOT).equals("all")
        ? Optional.of(name)
        : Optional.empty();
  }
}
