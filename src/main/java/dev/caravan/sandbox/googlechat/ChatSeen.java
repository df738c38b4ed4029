package dev.caravan.sandbox.googlechat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message's text as its readers see it: mentions as names, links as their labels
 * (developers.google.com/workspace/chat/format-messages).
 *
 * @param notified whom it notifies, as {@code users/123} or {@code users/all}
 */
record ChatSeen(String text, List<String> notified) {
  private static final Pattern BRACKETS =
      Pattern.compile(
          "<(?:users/(?<user>[^<>|\\s]+)|[A-Z][A-Z0-9+.-]*:[^<>|\\s]+\\|(?<label>[^<>\n]*)|(?<url>https?:[^<>|\\s]+))>",
          Pattern.CASE_INSENSITIVE);

  static ChatSeen of(String text) {
    List<String> notified = new ArrayList<>();
    Matcher brackets = BRACKETS.matcher(text);
    StringBuilder seen = new StringBuilder();
    while (brackets.find()) {
      String user = brackets.group("user");
      if (user != null) {
        notified.add("users/" + user);
      }
      String label = brackets.group("label");
      String shown = user != null ? "@" + user : label != null ? label : brackets.group("url");
      brackets.appendReplacement(seen, Matcher.quoteReplacement(shown));
    }
    return new ChatSeen(brackets.appendTail(seen).toString(), List.copyOf(notified));
  }
}
