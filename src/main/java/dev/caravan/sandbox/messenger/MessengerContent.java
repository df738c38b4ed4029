package dev.caravan.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.OfferedAction;
import dev.caravan.sandbox.graph.GraphError;
import dev.caravan.sandbox.graph.GraphFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a Messenger message shows, or why it cannot; limits by developers.facebook.com, Messenger
 * Platform, Send API.
 */
sealed interface MessengerContent {
  int LONGEST_TEXT = 2000;
  int LONGEST_METADATA = 1000;
  int LONGEST_PAYLOAD = 1000;
  int LONGEST_TITLE = 20;
  int MOST_QUICK_REPLIES = 13;

  Set<String> FILES = Set.of("image", "audio", "video", "file");

  /** It can be shown. */
  record Fit(String text, List<OfferedAction> actions, List<String> files)
      implements MessengerContent {}

  /** It cannot. */
  record Unfit(GraphError error) implements MessengerContent {}

  /** Reads the message and what kind of message it says it is. */
  static MessengerContent read(ObjectNode fields) {
    GraphFindings findings = new GraphFindings(MessengerWording.INSTANCE);
    JsonNode message =
        findings.object(
            fields,
            "",
            "message",
            Set.of("text", "attachment", "quick_replies", "metadata", "template"));
    findings.optionalText(message, "message", "metadata", LONGEST_METADATA);
    MessagingType.read(fields, message.has("template"), findings);
    List<OfferedAction> actions = new ArrayList<>(quickReplies(message, findings));
    Fit fit = shown(message, actions, findings);
    return findings.first().<MessengerContent>map(Unfit::new).orElse(fit);
  }

  private static Fit shown(JsonNode message, List<OfferedAction> actions, GraphFindings findings) {
    if (message.has("template")) {
      return new MessengerTemplate(findings).utility(message);
    }
    if (message.has("text") == message.has("attachment")) {
      findings.add(
          new GraphError(
              400,
              100,
              2018034,
              "(#100) Message cannot be empty, must provide valid attachment or text"));
    }
    if (message.has("text")) {
      findings.text(message, "message", "text", LONGEST_TEXT);
      return new Fit(message.path("text").asText(), actions, List.of());
    }
    JsonNode attachment =
        findings.object(message, "message", "attachment", Set.of("type", "payload"));
    return attachment.path("type").asText().equals("template")
        ? new MessengerTemplate(findings).attached(attachment, actions)
        : file(attachment, actions, findings);
  }

  private static Fit file(
      JsonNode attachment, List<OfferedAction> actions, GraphFindings findings) {
    String param = "message[attachment]";
    if (!FILES.contains(attachment.path("type").asText())) {
      findings.value(param + "[type]", "is none of image, audio, video, file, template");
    }
    JsonNode payload =
        findings.object(
            attachment, param, "payload", Set.of("url", "is_reusable", "attachment_id"));
    String url = payload.path("url").asText();
    if (!payload.has("attachment_id") && !url.matches("https?://\\S+")) {
      findings.value(param + "[payload][url]", "should represent a valid URL");
    }
    String shown = url.isEmpty() ? payload.path("attachment_id").asText() : url;
    return new Fit("", actions, List.of(shown));
  }

  private static List<OfferedAction> quickReplies(JsonNode message, GraphFindings findings) {
    if (!message.has("quick_replies")) {
      return List.of();
    }
    List<OfferedAction> offered = new ArrayList<>();
    String param = "message[quick_replies]";
    for (JsonNode reply : findings.list(message, "message", "quick_replies", MOST_QUICK_REPLIES)) {
      findings.onlyKnown(reply, param, Set.of("content_type", "title", "payload", "image_url"));
      if (reply.path("content_type").asText().equals("text")) {
        // The real one cuts a longer title off without a word.
        findings.text(reply, param, "title", LONGEST_TITLE);
        findings.text(reply, param, "payload", LONGEST_PAYLOAD);
      } else if (!Set.of("user_phone_number", "user_email")
          .contains(reply.path("content_type").asText())) {
        findings.value(param + "[content_type]", "is none of text, user_phone_number, user_email");
      }
      String payload = reply.path("payload").asText();
      offered.add(new OfferedAction("option", payload, reply.path("title").asText(), payload));
    }
    return offered;
  }
}
