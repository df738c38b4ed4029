package dev.caravan.platform.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.message.Message;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader would miss, told by the bodies themselves: an action whose token is nowhere in them
 * is none, a mention without which they are the same notifies nobody.
 */
final class Warnings {
  private final Platform platform;
  private final Bodies bodies;
  private final String name;

  Warnings(Platform platform, Bodies bodies) {
    this.platform = platform;
    this.bodies = bodies;
    this.name = platform.profile().name();
  }

  /** The warnings for a message of which {@code parts} are the bodies. */
  List<String> of(Message message, List<JsonNode> parts) {
    List<String> texts = Leaves.of(parts);
    Content content = message.content().withoutTemplate();
    List<String> warnings = new ArrayList<>();
    if (parts.size() > 1) {
      warnings.add("It becomes %d messages, one after the other.".formatted(parts.size()));
    }
    actions(message, texts, warnings);
    for (Attachment file : content.extras().attachments()) {
      if (!texts.contains(file.url())) {
        warnings.add("'%s' becomes a link; %s does not show it.".formatted(file.label(), name));
      }
    }
    for (Mention mention : content.extras().mentions()) {
      if (bodies.of(message.withContent(without(content, mention))).equals(parts)) {
        warnings.add("%s cannot mention %s: nobody is notified.".formatted(name, told(mention)));
      }
    }
    if (content.extras().linkPreview()
        && bodies.of(message.withContent(unfolded(content))).equals(parts)) {
      warnings.add("%s does not obey 'link_preview'.".formatted(name));
    }
    if (content.format() == Format.MARKDOWN && Marks.in(content.text()) && !knowsMarks(message)) {
      warnings.add("%s knows no markup: markdown is shown as plain text.".formatted(name));
    }
    template(message, warnings);
    return warnings;
  }

  private void actions(Message message, List<String> texts, List<String> warnings) {
    String lines =
        message.content().actions().stream()
            .filter(action -> !shown(message, action, texts))
            .map(action -> "'" + label(action) + "'")
            .collect(Collectors.joining(", "));
    if (!lines.isEmpty()) {
      Capabilities.Actions most = platform.capabilities().actions();
      warnings.add(
          "Numbered lines of text stand for %s; %s shows at most %d buttons, and %d options of a select."
              .formatted(lines, name, most.buttons(), most.selectOptions()));
    }
  }

  /** A button that is a link may have its address for a token. */
  private static boolean shown(Message message, Action action, List<String> texts) {
    return tokens(message, action)
            .anyMatch(token -> texts.stream().anyMatch(text -> text.contains(token)))
        || (action instanceof Action.Button button && texts.contains(button.url()));
  }

  /** What stands in a body where the action is more than text. */
  private static Stream<String> tokens(Message message, Action action) {
    if (action instanceof Action.Select select) {
      return Stream.concat(
          Stream.of(Tokens.of(message, select)),
          select.options().stream().map(option -> Tokens.of(message, select, option)));
    }
    return Stream.of(Tokens.of(message, action));
  }

  private static String label(Action action) {
    return action instanceof Action.Button button
        ? button.label()
        : ((Action.Select) action).label();
  }

  private static String told(Mention mention) {
    return mention.mass()
        ? "everybody (" + mention.kind().word() + ")"
        : "the " + mention.kind().word() + " " + mention.id();
  }

  private static Content without(Content content, Mention mention) {
    Extras extras = content.extras();
    List<Mention> others = extras.mentions().stream().filter(m -> !m.equals(mention)).toList();
    return with(
        content,
        new Extras(extras.attachments(), others, extras.linkPreview(), null, extras.answers()));
  }

  private static Content unfolded(Content content) {
    Extras extras = content.extras();
    return with(
        content,
        new Extras(extras.attachments(), extras.mentions(), false, null, extras.answers()));
  }

  private static Content with(Content content, Extras extras) {
    return new Content(content.text(), content.format(), content.actions(), extras);
  }

  /** Whether a bold word is written in another way than a word. */
  private boolean knowsMarks(Message message) {
    Content bold = new Content("**word**", Format.MARKDOWN, List.of());
    Content bare = new Content("word", Format.PLAIN, List.of());
    return !Leaves.of(bodies.of(message.withContent(bold)))
        .equals(Leaves.of(bodies.of(message.withContent(bare))));
  }

  private void template(Message message, List<String> warnings) {
    if (message.content().extras().template() != null
        && !platform.capabilities().features().contains(Feature.TEMPLATES)) {
      warnings.add("%s takes no templates; the text goes, or nothing.".formatted(name));
    }
  }
}
