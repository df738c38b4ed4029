package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Checks the interactive elements of blocks; limits from Slack, "Block elements". */
final class SlackElements {
  private static final Set<String> PLAIN = Set.of("plain_text");

  /** Elements of which no more than the type is looked at. */
  private static final Set<String> OTHERS =
      Set.of(
          "checkboxes",
          "datepicker",
          "datetimepicker",
          "external_select",
          "users_select",
          "conversations_select",
          "channels_select",
          "multi_static_select",
          "multi_external_select",
          "multi_users_select",
          "multi_conversations_select",
          "multi_channels_select",
          "overflow",
          "radio_buttons",
          "timepicker",
          "workflow_button",
          "image");

  private final SlackFindings findings;

  SlackElements(SlackFindings findings) {
    this.findings = findings;
  }

  void check(JsonNode element, String pointer) {
    String type = element.path("type").asText();
    findings.unique(element, "action_id", pointer);
    switch (type) {
      case "button" -> button(element, pointer);
      case "static_select" -> select(element, pointer);
      default -> {
        if (!OTHERS.contains(type)) {
          findings.add(pointer + "/type", "unsupported type: " + type);
        }
      }
    }
  }

  private void button(JsonNode button, String pointer) {
    if (findings.needs(button, "text", pointer)) {
      findings.textObject(button.path("text"), PLAIN, 75, pointer + "/text");
    }
    findings.length(button, "value", 2_000, pointer);
    findings.length(button, "url", 3_000, pointer);
    JsonNode style = button.path("style");
    if (!style.isMissingNode() && !Set.of("primary", "danger").contains(style.asText())) {
      findings.add(pointer + "/style", "must be one of: primary, danger");
    }
  }

  private void select(JsonNode select, String pointer) {
    if (select.has("placeholder")) {
      findings.textObject(select.path("placeholder"), PLAIN, 150, pointer + "/placeholder");
    }
    if (select.has("option_groups")) {
      findings.items(select.path("option_groups"), 100, pointer + "/option_groups");
      return;
    }
    if (!findings.needs(select, "options", pointer)
        || !findings.items(select.path("options"), 100, pointer + "/options")) {
      return;
    }
    int at = 0;
    for (JsonNode option : select.path("options")) {
      String here = pointer + "/options/" + at++;
      findings.textObject(option.path("text"), PLAIN, 75, here + "/text");
      if (findings.needs(option, "value", here)) {
        findings.length(option, "value", 150, here);
      }
    }
  }
}
