package dev.caravan.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import dev.caravan.sandbox.graph.GraphFindings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Messages with buttons, a list or a link; limits by Meta's OpenAPI of business messaging v23.0,
 * ActionObject and SectionObject, and by WhatsApp, interactive call-to-action URL button messages.
 */
final class WhatsAppInteractive {
  private static final String PARAM = "interactive";
  private static final int LONGEST_BODY = 1024;
  private static final int LONGEST_FOOTER = 60;
  private static final int LONGEST_TITLE = 20;
  private static final int MOST_ROWS = 10;

  /** Types of which no more than the body is looked at. */
  private static final Set<String> OTHERS =
      Set.of("catalog_message", "flow", "location_request_message", "product", "product_list");

  private final GraphFindings findings;
  private final List<OfferedAction> offered = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  WhatsAppInteractive(GraphFindings findings) {
    this.findings = findings;
  }

  WhatsAppContent.Fit read(JsonNode fields) {
    JsonNode object =
        findings.object(fields, "", PARAM, Set.of("type", "header", "body", "footer", "action"));
    String type = object.path("type").asText();
    JsonNode body = findings.object(object, PARAM, "body", Set.of("text"));
    findings.text(body, PARAM + "['body']", "text", LONGEST_BODY);
    findings.optionalText(object.path("footer"), PARAM + "['footer']", "text", LONGEST_FOOTER);
    switch (type) {
      case "button" -> buttons(action(object, Set.of("buttons")));
      case "list" -> list(action(object, Set.of("button", "sections")));
      case "cta_url" -> link(action(object, Set.of("name", "parameters")));
      default -> {
        if (!OTHERS.contains(type)) {
          findings.value(PARAM + "['type']", "is none of button, list, cta_url");
        }
      }
    }
    return new WhatsAppContent.Fit(PARAM, body.path("text").asText(), offered, List.of());
  }

  private JsonNode action(JsonNode object, Set<String> keys) {
    return findings.object(object, PARAM, "action", keys);
  }

  private void buttons(JsonNode action) {
    Set<String> titles = new HashSet<>();
    for (JsonNode button : findings.list(action, "action", "buttons", 3)) {
      findings.onlyKnown(button, "button", Set.of("type", "reply"));
      if (!button.path("type").asText().equals("reply")) {
        findings.value("button['type']", "must be reply");
      }
      JsonNode reply = findings.object(button, "button", "reply", Set.of("id", "title"));
      findings.text(reply, "reply", "title", LONGEST_TITLE);
      id(reply, "reply", 256);
      String title = reply.path("title").asText();
      if (!titles.add(title)) {
        findings.value("reply['title']", "Duplicated title " + title);
      }
      offer("button", reply);
    }
  }

  private void list(JsonNode action) {
    findings.text(action, "action", "button", LONGEST_TITLE);
    JsonNode sections = findings.list(action, "action", "sections", 10);
    int rows = 0;
    for (JsonNode section : sections) {
      findings.onlyKnown(section, "section", Set.of("title", "rows"));
      if (sections.size() > 1) {
        findings.text(section, "section", "title", 24);
      } else {
        findings.optionalText(section, "section", "title", 24);
      }
      for (JsonNode row : findings.list(section, "section", "rows", MOST_ROWS)) {
        findings.onlyKnown(row, "row", Set.of("id", "title", "description"));
        findings.text(row, "row", "title", 24);
        findings.optionalText(row, "row", "description", 72);
        id(row, "row", 200);
        offer("option", row);
        rows++;
      }
    }
    if (rows > MOST_ROWS) {
      findings.value("sections", "Total row count exceed max allowed count: " + MOST_ROWS);
    }
  }

  private void link(JsonNode action) {
    if (!action.path("name").asText().equals("cta_url")) {
      findings.value("action['name']", "must be cta_url");
    }
    JsonNode parameters =
        findings.object(action, "action", "parameters", Set.of("display_text", "url"));
    findings.text(parameters, "parameters", "display_text", LONGEST_TITLE);
    String url = parameters.path("url").asText();
    if (!url.matches("https?://\\S+")) {
      findings.value("parameters['url']", "is not a valid URI");
    }
    offered.add(
        new OfferedAction("link", /* id= */ null, parameters.path("display_text").asText(), url));
  }

  private void id(JsonNode holder, String param, int most) {
    findings.text(holder, param, "id", most);
    String id = holder.path("id").asText();
    if (!id.equals(id.strip())) {
      findings.value(param + "['id']", "has leading or trailing spaces");
    }
    if (!ids.add(id)) {
      findings.value(param + "['id']", "Duplicated id " + id);
    }
  }

  private void offer(String kind, JsonNode choice) {
    String id = choice.path("id").asText();
    offered.add(new OfferedAction(kind, id, choice.path("title").asText(), id));
  }
}
