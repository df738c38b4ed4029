package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a message's components; limits from Discord's documentation, component reference. */
final class DiscordComponents {
  private static final int ROWS = 5;
  private static final int WIDTH = 5;
  private static final int LINK = 5;
  private static final int PREMIUM = 6;

  private final DiscordFindings findings;
  private final Set<String> ids = new HashSet<>();
  private final List<OfferedAction> offered = new ArrayList<>();

  private DiscordComponents(DiscordFindings findings) {
    this.findings = findings;
  }

  /** What these components offer; what is wrong with them is noted. */
  static List<OfferedAction> read(JsonNode fields, DiscordFindings findings) {
    DiscordComponents check = new DiscordComponents(findings);
    if (findings.list(fields, "components", "", 0, ROWS)) {
      int at = 0;
      for (JsonNode row : fields.path("components")) {
        check.row(row, "components." + at++);
      }
    }
    return List.copyOf(check.offered);
  }

  private void row(JsonNode row, String path) {
    if (!findings.object(row, path) || !type(row, path, 1)) {
      return;
    }
    findings.known(row, Set.of("type", "id", "components"), path + ".");
    if (!row.hasNonNull("components")) {
      findings.required(path + ".components");
    }
    if (!findings.list(row, "components", path + ".", 1, WIDTH)) {
      return;
    }
    int at = 0;
    int width = 0;
    for (JsonNode component : row.path("components")) {
      String here = path + ".components." + at++;
      width += component.path("type").asInt() == 2 ? 1 : WIDTH;
      if (width > WIDTH) {
        findings.add(
            here,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width");
      } else if (findings.object(component, here) && type(component, here, 2, 3)) {
        component(component, here + ".");
      }
    }
  }

  private void component(JsonNode component, String path) {
    if (component.path("type").asInt() == 2) {
      button(component, path);
    } else {
      select(component, path);
    }
  }

  private boolean type(JsonNode component, String path, Integer... taken) {
    if (List.of(taken).contains(component.path("type").asInt())) {
      return true;
    }
    String one = "Value must be one of " + Set.of(taken) + ".";
    findings.add(path + ".type", "BASE_TYPE_CHOICES", one);
    return false;
  }

  private void button(JsonNode button, String path) {
    findings.known(
        button,
        Set.of("type", "id", "style", "label", "emoji", "custom_id", "url", "disabled", "sku_id"),
        path);
    int style = button.path("style").asInt();
    if (style < 1 || style > PREMIUM) {
      findings.add(path + "style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.");
    }
    if (!button.hasNonNull("emoji") && button.path("label").asText("").isBlank()) {
      findings.required(path + "label");
    }
    findings.text(button, "label", path, 0, 80);
    if (button.hasNonNull("custom_id") && button.hasNonNull("url")) {
      findings.add(
          path + "custom_id",
          "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
          "A custom id and url cannot both be specified");
    }
    String label = button.path("label").asText();
    if (style == LINK) {
      if (!button.hasNonNull("url")) {
        findings.required(path + "url");
      }
      findings.address(button, "url", path, 512);
      offered.add(new OfferedAction("link", /* id= */ null, label, button.path("url").asText()));
    } else {
      id(button, path);
      String id = button.path("custom_id").asText();
      offered.add(new OfferedAction("button", id, label, id));
    }
  }

  private void select(JsonNode select, String path) {
    findings.known(
        select,
        Set.of(
            "type",
            "id",
            "custom_id",
            "options",
            "placeholder",
            "min_values",
            "max_values",
            "required",
            "disabled"),
        path);
    id(select, path);
    findings.text(select, "placeholder", path, 0, 150);
    if (!select.hasNonNull("options")) {
      findings.required(path + "options");
    }
    if (!findings.list(select, "options", path, 1, 25)) {
      return;
    }
    Set<String> values = new HashSet<>();
    int at = 0;
    for (JsonNode option : select.path("options")) {
      String here = path + "options." + at++ + ".";
      findings.needsText(option, "label", here, 100);
      findings.needsText(option, "value", here, 100);
      String value = option.path("value").asText();
      if (!values.add(value)) {
        findings.add(
            here + "value",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            "The specified option value is already used");
      }
      offered.add(
          new OfferedAction(
              "option", select.path("custom_id").asText(), option.path("label").asText(), value));
    }
  }

  private void id(JsonNode component, String path) {
    findings.needsText(component, "custom_id", path, 100);
    if (component.hasNonNull("custom_id") && !ids.add(component.path("custom_id").asText())) {
      findings.add(
          path + "custom_id",
          "COMPONENT_CUSTOM_ID_DUPLICATED",
          "Component custom id cannot be duplicated");
    }
  }
}
