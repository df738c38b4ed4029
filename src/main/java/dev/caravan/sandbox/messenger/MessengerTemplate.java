package dev.caravan.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import dev.caravan.sandbox.graph.GraphFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Templates with buttons, and approved ones, which the sandbox shows as name and parameters. */
final class MessengerTemplate {
  private static final String PAYLOAD = "message[attachment][payload]";
  private static final String BUTTONS = PAYLOAD + "[buttons]";

  /** Messenger Platform, button template: in characters. */
  private static final int LONGEST_TEXT = 640;

  private static final int MOST_BUTTONS = 3;

  /** Templates of which no more than the type is looked at. */
  private static final Set<String> OTHERS =
      Set.of("generic", "media", "receipt", "coupon", "customer_feedback", "product");

  private final GraphFindings findings;

  MessengerTemplate(GraphFindings findings) {
    this.findings = findings;
  }

  /** One that is composed here. */
  MessengerContent.Fit attached(JsonNode attachment, List<OfferedAction> quickReplies) {
    JsonNode payload = attachment.path("payload");
    String type = payload.path("template_type").asText();
    List<OfferedAction> actions = new ArrayList<>(quickReplies);
    if (type.equals("button")) {
      findings.onlyKnown(payload, PAYLOAD, Set.of("template_type", "text", "buttons", "sharable"));
      findings.text(payload, PAYLOAD, "text", LONGEST_TEXT);
      for (JsonNode button : findings.list(payload, PAYLOAD, "buttons", MOST_BUTTONS)) {
        actions.add(button(button));
      }
    } else if (!OTHERS.contains(type)) {
      findings.value(PAYLOAD + "[template_type]", "is invalid");
    }
    return new MessengerContent.Fit(payload.path("text").asText(), actions, List.of());
  }

  private OfferedAction button(JsonNode button) {
    String title = button.path("title").asText();
    findings.text(button, BUTTONS, "title", MessengerContent.LONGEST_TITLE);
    if (button.path("type").asText().equals("web_url")) {
      findings.onlyKnown(
          button,
          BUTTONS,
          Set.of("type", "title", "url", "webview_height_ratio", "messenger_extensions"));
      String url = button.path("url").asText();
      if (!url.matches("https?://\\S+")) {
        findings.value(BUTTONS + "[url]", "should represent a valid URL");
      }
      return new OfferedAction("link", /* id= */ null, title, url);
    }
    findings.onlyKnown(button, BUTTONS, Set.of("type", "title", "payload"));
    if (!button.path("type").asText().equals("postback")) {
      findings.value(BUTTONS + "[type]", "must be postback or web_url");
    }
    findings.text(button, BUTTONS, "payload", MessengerContent.LONGEST_PAYLOAD);
    String payload = button.path("payload").asText();
    return new OfferedAction("button", payload, title, payload);
  }

  /** One that Meta approved; every name is taken for such, but those that begin with missing. */
  MessengerContent.Fit utility(JsonNode message) {
    String param = "message[template]";
    JsonNode template =
        findings.object(message, "message", "template", Set.of("name", "language", "components"));
    findings.text(template, param, "name", 512);
    if (template.path("name").asText().startsWith("missing")) {
      findings.value(param + "[name]", "is no approved template");
    }
    JsonNode language = findings.object(template, param, "language", Set.of("code"));
    findings.text(language, param + "[language]", "code", 20);
    List<String> said = new ArrayList<>();
    for (JsonNode component : template.path("components")) {
      for (JsonNode parameter : component.path("parameters")) {
        if (parameter.path("type").asText().equals("text")) {
          findings.text(parameter, param + "[components]", "text", LONGEST_TEXT);
          said.add(parameter.path("text").asText());
        }
      }
    }
    String name = template.path("name").asText();
    String shown = said.isEmpty() ? name : name + ": " + String.join(", ", said);
    return new MessengerContent.Fit(shown, List.of(), List.of());
  }
}
