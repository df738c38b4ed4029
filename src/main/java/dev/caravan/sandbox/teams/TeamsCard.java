package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An Adaptive Card as Teams shows it, or the first thing wrong with it (Adaptive Card schema 1.5).
 */
final class TeamsCard {
  /** "Types of cards": what Teams takes from bots. */
  private static final Set<String> VERSIONS = Set.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5");

  /** Elements of which no more than the type is looked at. */
  private static final Set<String> OTHERS =
      Set.of(
          "ColumnSet",
          "FactSet",
          "ImageSet",
          "Table",
          "Input.Date",
          "Input.Number",
          "Input.Text",
          "Input.Time",
          "Input.Toggle");

  private final boolean strict;
  private final List<String> texts = new ArrayList<>();
  private final StringBuilder blocks = new StringBuilder();
  private final List<String> files = new ArrayList<>();
  private final TeamsPresses presses = new TeamsPresses();
  private final Set<String> ids = new HashSet<>();
  private List<String> notified = List.of();
  private Optional<String> fault = Optional.empty();

  private TeamsCard(boolean strict) {
    this.strict = strict;
  }

  static TeamsCard read(JsonNode card, boolean strict) {
    TeamsCard read = new TeamsCard(strict);
    read.need(card.path("type").asText().equals("AdaptiveCard"), "The card is no AdaptiveCard.");
    read.need(VERSIONS.contains(card.path("version").asText()), "The card's version is unknown.");
    read.need(card.path("body").isArray(), "The card has no body.");
    card.path("body").forEach(read::element);
    card.path("actions").forEach(read::action);
    read.notified =
        TeamsMentions.notified(card.path("msteams").path("entities"), read.blocks.toString());
    return read;
  }

  private void element(JsonNode element) {
    unique(element);
    switch (element.path("type").asText()) {
      case "TextBlock" -> {
        need(element.path("text").isTextual(), "A TextBlock has no text.");
        String text = element.path("text").asText();
        blocks.append(text);
        texts.add(text.replaceAll("</?at>", ""));
      }
      case "RichTextBlock" -> texts.add(runs(element.path("inlines")));
      case "Image" -> image(element);
      case "Container" -> element.path("items").forEach(this::element);
      case "Input.ChoiceSet" -> need(presses.choices(element), "A ChoiceSet is incomplete.");
      case "ActionSet" -> {
        need(!element.path("actions").isEmpty(), "An ActionSet has no actions.");
        element.path("actions").forEach(this::action);
      }
      default -> need(OTHERS.contains(element.path("type").asText()), "Unknown element type.");
    }
  }

  private String runs(JsonNode inlines) {
    need(!inlines.isEmpty(), "A RichTextBlock has no inlines.");
    StringBuilder text = new StringBuilder();
    for (JsonNode run : inlines) {
      boolean whole =
          run.isTextual()
              || (run.path("type").asText().equals("TextRun") && run.path("text").isTextual());
      need(whole, "An inline is no TextRun.");
      text.append(run.isTextual() ? run.textValue() : run.path("text").asText());
    }
    return text.toString();
  }

  private void image(JsonNode image) {
    String url = image.path("url").asText();
    need(url.startsWith("https://") || url.startsWith("data:"), "An Image has no https address.");
    files.add(url);
  }

  private void action(JsonNode action) {
    unique(action);
    need(presses.action(action), "An action is of an unknown type or incomplete.");
  }

  private void unique(JsonNode holder) {
    String id = holder.path("id").asText();
    need(id.isEmpty() || !strict || ids.add(id), "The id " + id + " is used twice.");
  }

  private void need(boolean holds, String otherwise) {
    if (!holds && fault.isEmpty()) {
      fault = Optional.of(otherwise);
    }
  }

  Optional<String> fault() {
    return fault;
  }

  /** The texts of its elements, each on its own lines. */
  String text() {
    return String.join("\n", texts);
  }

  List<OfferedAction> actions() {
    return presses.offered();
  }

  List<String> files() {
    return files;
  }

  List<String> notified() {
    return notified;
  }
}
