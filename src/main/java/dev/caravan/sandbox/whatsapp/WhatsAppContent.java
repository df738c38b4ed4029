package dev.caravan.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.OfferedAction;
import dev.caravan.sandbox.graph.GraphError;
import dev.caravan.sandbox.graph.GraphFindings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a WhatsApp message shows, or why it cannot; limits by Meta's OpenAPI of business messaging
 * v23.0.
 */
sealed interface WhatsAppContent {
  int LONGEST_TEXT = 4096;
  int LONGEST_CAPTION = 1024;

  /** Echoed with each status (WhatsApp, status webhooks). */
  int LONGEST_CALLBACK_DATA = 512;

  Set<String> ENVELOPE =
      Set.of(
          "messaging_product",
          "recipient_type",
          "to",
          "type",
          "context",
          "biz_opaque_callback_data");

  /** Types that are taken without a look at what is in them. */
  Set<String> OTHERS = Set.of("audio", "contacts", "location", "reaction", "sticker", "video");

  /** It can be shown. */
  record Fit(String type, String text, List<OfferedAction> actions, List<String> files)
      implements WhatsAppContent {}

  /** It cannot. */
  record Unfit(GraphError error) implements WhatsAppContent {}

  /** Reads all fields of a message but its recipient. */
  static WhatsAppContent read(ObjectNode fields) {
    GraphFindings findings = new GraphFindings(WhatsAppWording.INSTANCE);
    if (!fields.path("messaging_product").asText().equals("whatsapp")) {
      findings.add(WhatsAppWording.INSTANCE.missing("messaging_product"));
    }
    String type = fields.path("type").asText("text");
    Set<String> known = new HashSet<>(ENVELOPE);
    known.add(type);
    findings.onlyKnown(fields, "", known);
    if (!fields.path("recipient_type").asText("individual").equals("individual")) {
      findings.value("recipient_type", "must be individual");
    }
    findings.optionalText(fields, "", "biz_opaque_callback_data", LONGEST_CALLBACK_DATA);
    if (fields.has("context")) {
      JsonNode context = findings.object(fields, "", "context", Set.of("message_id"));
      if (!context.path("message_id").asText().startsWith("wamid.")) {
        findings.value("context['message_id']", "is no id of a message");
      }
    }
    Fit fit =
        switch (type) {
          case "text" -> text(fields, findings);
          case "image", "document" -> file(fields, type, findings);
          case "interactive" -> new WhatsAppInteractive(findings).read(fields);
          case "template" -> new WhatsAppTemplate(findings).read(fields);
          default -> other(type, findings);
        };
    return findings.first().<WhatsAppContent>map(Unfit::new).orElse(fit);
  }

  private static Fit text(ObjectNode fields, GraphFindings findings) {
    JsonNode text = findings.object(fields, "", "text", Set.of("body", "preview_url"));
    findings.text(text, "text", "body", LONGEST_TEXT);
    if (!text.path("preview_url").asText("false").matches("true|false")) {
      findings.value("text['preview_url']", "must be a boolean");
    }
    return new Fit("text", text.path("body").asText(), List.of(), List.of());
  }

  private static Fit other(String type, GraphFindings findings) {
    if (!OTHERS.contains(type)) {
      findings.add(
          GraphError.parameter(
              "Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got \""
                  + type
                  + "\"."));
    }
    return new Fit(type, "", List.of(), List.of());
  }

  private static Fit file(ObjectNode fields, String type, GraphFindings findings) {
    Set<String> keys =
        type.equals("image")
            ? Set.of("id", "link", "caption")
            : Set.of("id", "link", "caption", "filename");
    JsonNode file = findings.object(fields, "", type, keys);
    if (file.has("id") == file.has("link")) {
      findings.value(type, "needs either an id or a link");
    }
    String link = file.path("link").asText();
    if (file.has("link") && !link.matches("https?://\\S+")) {
      findings.value(type + "['link']", "is not a valid URI");
    }
    findings.optionalText(file, type, "caption", LONGEST_CAPTION);
    return new Fit(
        type,
        file.path("caption").asText(),
        List.of(),
        List.of(link.isEmpty() ? file.path("id").asText() : link));
  }
}
