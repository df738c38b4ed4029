package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people see of a message, and whom it notifies (Slack, "Formatting message text"). Its marks
 * for bold and the like stay as they were written.
 */
final class SlackSight {
  /** Everything between angle brackets is a command or a link, with a label or without. */
  private static final Pattern COMMAND = Pattern.compile("<([^<>|]+)(?:\\|([^<>]*))?>");

  private static final Pattern NOTIFYING =
      Pattern.compile("@[UW][A-Z0-9]+|!channel|!here|!everyone|!subteam\\^S[A-Z0-9]+");

  /** Read as commands too, where Slack is told to look for names, or not told not to. */
  private static final Pattern CROWD = Pattern.compile("@(channel|here|everyone)\\b");

  private static final Pattern NAME = Pattern.compile("(?<![\\w@])@([a-z0-9][a-z0-9._-]*)");

  private final Set<String> notified = new LinkedHashSet<>();
  private final List<String> seen = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  private SlackSight() {}

  /**
   * Looks at a message.
   *
   * @param linkNames whether names in its text are to be made commands
   */
  static SlackSight of(String text, JsonNode blocks, boolean linkNames) {
    SlackSight sight = new SlackSight();
    for (JsonNode block : blocks) {
      sight.block(block);
    }
    String shown = sight.mrkdwn(text, linkNames);
    if (linkNames) {
      sight.find(NAME, text);
    }
    if (sight.seen.isEmpty()) {
      // Where there are blocks, the text is for notices alone.
      sight.seen.add(shown);
    }
    return sight;
  }

  String text() {
    return String.join("\n", seen);
  }

  List<String> notified() {
    return List.copyOf(notified);
  }

  List<String> files() {
    return List.copyOf(files);
  }

  private void block(JsonNode block) {
    if (block.path("type").asText().equals("image")) {
      files.add(block.path("image_url").asText());
      return;
    }
    if (block.path("text").isObject()) {
      seen.add(object(block.path("text")));
    } else if (block.path("text").isTextual()) {
      seen.add(block.path("text").textValue());
    }
    block.path("fields").forEach(field -> seen.add(object(field)));
  }

  private String object(JsonNode text) {
    String written = text.path("text").asText();
    return text.path("type").asText().equals("mrkdwn")
        ? mrkdwn(written, !text.path("verbatim").asBoolean())
        : written;
  }

  private String mrkdwn(String text, boolean looking) {
    if (looking) {
      find(CROWD, text);
    }
    Matcher command = COMMAND.matcher(text);
    StringBuilder shown = new StringBuilder();
    while (command.find()) {
      command.appendReplacement(shown, Matcher.quoteReplacement(shown(command)));
    }
    command.appendTail(shown);
    return shown.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private String shown(Matcher command) {
    String meant = command.group(1);
    if (NOTIFYING.matcher(meant).matches()) {
      notified.add(meant.replaceFirst("^(@|!subteam\\^|!)", ""));
    }
    String label = command.group(2);
    return label != null ? label : meant.replaceFirst("^(!subteam\\^|!)", "@");
  }

  private void find(Pattern names, String text) {
    Matcher name = names.matcher(text);
    while (name.find()) {
      notified.add(name.group(1));
    }
  }
}
