package dev.caravan.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.graph.GraphFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Approved templates. The sandbox takes every name for an approved one, but those that begin with
 * {@code missing}, and shows it as its name and its parameters.
 */
final class WhatsAppTemplate {
  private static final String PARAM = "template";
  private static final Set<String> COMPONENTS = Set.of("header", "body", "button", "footer");

  /** Names by WhatsApp, templates: lower-case letters, digits and underscores, at most 512. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");

  /** What a text parameter must not have (error 132018). */
  private static final Pattern BROKEN = Pattern.compile("[\\n\\r\\t]| {5}");

  private final GraphFindings findings;
  private final List<String> parameters = new ArrayList<>();

  WhatsAppTemplate(GraphFindings findings) {
    this.findings = findings;
  }

  WhatsAppContent.Fit read(JsonNode fields) {
    JsonNode template =
        findings.object(fields, "", PARAM, Set.of("name", "language", "components", "namespace"));
    String name = template.path("name").asText();
    if (!NAME.matcher(name).matches() || name.startsWith("missing")) {
      findings.add(
          WhatsAppWording.detailed(
              132001,
              "Template name does not exist in the translation",
              "template name (" + name + ") does not exist"));
    }
    JsonNode language = findings.object(template, PARAM, "language", Set.of("code", "policy"));
    findings.text(language, "language", "code", 20);
    if (!language.path("policy").asText("deterministic").equals("deterministic")) {
      findings.value("language['policy']", "must be deterministic");
    }
    template.path("components").forEach(this::component);
    return new WhatsAppContent.Fit(PARAM, shown(name), List.of(), List.of());
  }

  private void component(JsonNode component) {
    findings.onlyKnown(component, "component", Set.of("type", "sub_type", "index", "parameters"));
    String type = component.path("type").asText();
    if (!COMPONENTS.contains(type)) {
      findings.value("component['type']", "is none of " + COMPONENTS);
    }
    for (JsonNode parameter : component.path("parameters")) {
      if (parameter.path("type").asText().equals("text")) {
        findings.text(parameter, "parameter", "text", 32_768);
        String text = parameter.path("text").asText();
        if (BROKEN.matcher(text).find()) {
          findings.add(
              WhatsAppWording.detailed(
                  132018,
                  "Template param format invalid",
                  "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"));
        }
        parameters.add(text);
      } else if (parameter.path("type").isMissingNode()) {
        findings.add(WhatsAppWording.INSTANCE.missing("parameter['type']"));
      }
    }
  }

  private String shown(String name) {
    return parameters.isEmpty() ? name : name + ": " + String.join(", ", parameters);
  }
}
