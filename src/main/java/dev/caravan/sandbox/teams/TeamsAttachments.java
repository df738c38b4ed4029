package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the attachments of an activity show: pictures and Adaptive Cards. */
final class TeamsAttachments {
  private static final String CARD = "application/vnd.microsoft.card.adaptive";

  /** "Messages in bot conversations", picture messages. */
  private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif");

  private final List<String> texts = new ArrayList<>();
  private final List<OfferedAction> actions = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> notified = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  private TeamsAttachments() {}

  static TeamsAttachments read(JsonNode list, boolean strict) {
    TeamsAttachments read = new TeamsAttachments();
    for (JsonNode attachment : list) {
      if (read.fault.isEmpty()) {
        read.take(attachment, strict);
      }
    }
    return read;
  }

  private void take(JsonNode attachment, boolean strict) {
    String type = attachment.path("contentType").asText();
    if (PICTURES.contains(type)) {
      String url = attachment.path("contentUrl").asText();
      files.add(url);
      fault =
          url.startsWith("https://")
              ? Optional.empty()
              : Optional.of("The picture's contentUrl is no https address.");
    } else if (type.equals(CARD)) {
      TeamsCard card = TeamsCard.read(attachment.path("content"), strict);
      fault = card.fault();
      texts.add(card.text());
      actions.addAll(card.actions());
      files.addAll(card.files());
      notified.addAll(card.notified());
    } else {
      fault = Optional.of("Unknown attachment type");
    }
  }

  /** What is wrong with them; empty where they can be shown. */
  Optional<String> fault() {
    return fault;
  }

  String text() {
    return String.join("\n", texts);
  }

  List<OfferedAction> actions() {
    return actions;
  }

  List<String> files() {
    return files;
  }

  List<String> notified() {
    return notified;
  }
}
