package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The braces of a text message (v2), and what is put in their place (developers.line.biz). */
final class LinePlaceholders {
  private static final int MOST_MENTIONS = 20;
  private static final Pattern BRACES =
      Pattern.compile("\\{\\{|}}|\\{(?<key>[0-9a-zA-Z_]{1,20})}|[{}]");
  private static final Pattern USER = Pattern.compile("U[0-9a-f]{32}");

  private LinePlaceholders() {}

  /** The text as a reader sees it; who is mentioned is added to {@code notified}. */
  static String read(
      JsonNode message, String path, boolean crowd, LineFaults faults, List<String> notified) {
    JsonNode substitution = message.path("substitution");
    Set<String> used = new HashSet<>();
    StringBuilder seen = new StringBuilder();
    Matcher brace = BRACES.matcher(message.path("text").asText());
    while (brace.find()) {
      String key = brace.group("key");
      if (key != null) {
        used.add(key);
        String who = mention(substitution.path(key), path + ".substitution." + key, crowd, faults);
        notified.add(who);
        brace.appendReplacement(seen, Matcher.quoteReplacement("@" + who));
      } else if (brace.group().length() == 2) {
        brace.appendReplacement(seen, Matcher.quoteReplacement(brace.group().substring(1)));
      } else {
        faults.add(path + ".text", "Braces must be used in pairs");
        return "";
      }
    }
    substitution
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!used.contains(key)) {
                faults.add(path + ".substitution." + key, "Not used in the text");
              }
            });
    if (notified.size() > MOST_MENTIONS) {
      faults.add(path + ".substitution", "Mentions must be at most " + MOST_MENTIONS);
    }
    return brace.appendTail(seen).toString();
  }

  private static String mention(JsonNode given, String path, boolean crowd, LineFaults faults) {
    JsonNode mentionee = given.path("mentionee");
    if (!given.path("type").asText().equals("mention")) {
      faults.add(path, "Must be specified");
      return "";
    }
    if (!crowd) {
      faults.add(path, "A mention can be sent to a group chat or a multi-person chat only");
    }
    if (mentionee.path("type").asText().equals("all")) {
      return "everyone";
    }
    String user = mentionee.path("userId").asText();
    if (!mentionee.path("type").asText().equals("user") || !USER.matcher(user).matches()) {
      faults.add(path + ".mentionee", "Must be a user or all");
    }
    return user;
  }
}
