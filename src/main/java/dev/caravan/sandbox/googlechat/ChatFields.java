package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.googlechat.ChatErrors.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields that a Message has, checked as Google checks every body: a name that it does not know
 * and a value of the wrong kind are refused.
 *
 * <p>By the Chat API's discovery document v1. What the hub does not write is known by its name and
 * looked at no closer.
 */
final class ChatFields {
  private static final Map<String, Map<String, String>> TYPES = new LinkedHashMap<>();
  private static final Pattern UPPER = Pattern.compile("[A-Z]");

  private static final Map<String, Set<String>> ENUMS =
      Map.of(
          "ButtonType",
          Set.of("TYPE_UNSPECIFIED", "OUTLINED", "FILLED", "FILLED_TONAL", "BORDERLESS"),
          "SelectionType",
          Set.of("CHECK_BOX", "RADIO_BUTTON", "SWITCH", "DROPDOWN", "MULTI_SELECT"));

  static {
    type(
        "Message",
        "name:string createTime:string lastUpdateTime:string deleteTime:string text:string",
        "formattedText:string argumentText:string fallbackText:string markupSyntax:string",
        "clientAssignedMessageId:string cardsV2:CardWithId* thread:Thread cards:any space:any",
        "sender:any annotations:any attachment:any attachedGifs:any accessoryWidgets:any",
        "actionResponse:any matchedUrl:any slashCommand:any emojiReactionSummaries:any",
        "privateMessageViewer:any deletionMetadata:any quotedMessageMetadata:any silent:bool",
        "threadReply:bool");
    type("Thread", "name:string threadKey:string");
    type("CardWithId", "cardId:string card:Card");
    type(
        "Card",
        "header:CardHeader sections:Section* name:string sectionDividerStyle:string",
        "displayStyle:string cardActions:any fixedFooter:any peekCardHeader:any expressionData:any");
    type(
        "CardHeader",
        "title:string subtitle:string imageUrl:string imageType:string imageAltText:string");
    type(
        "Section",
        "header:string widgets:Widget* collapsible:bool uncollapsibleWidgetsCount:any",
        "collapseControl:any id:string");
    type(
        "Widget",
        "textParagraph:TextParagraph image:Image buttonList:ButtonList divider:any",
        "selectionInput:SelectionInput decoratedText:any textInput:any dateTimePicker:any grid:any",
        "columns:any chipList:any carousel:any horizontalAlignment:string visibility:string",
        "id:string eventActions:any");
    type("TextParagraph", "text:string maxLines:any textSyntax:string");
    type("Image", "imageUrl:string altText:string onClick:OnClick");
    type("ButtonList", "buttons:Button*");
    type(
        "Button",
        "text:string icon:any color:Color onClick:OnClick disabled:bool altText:string",
        "type:ButtonType");
    type("Color", "red:number green:number blue:number alpha:number");
    type(
        "OnClick",
        "action:Action openLink:OpenLink card:any openDynamicLinkAction:any overflowMenu:any");
    type("OpenLink", "url:string openAs:string onClose:string");
    type(
        "Action",
        "function:string parameters:ActionParameter* loadIndicator:string persistValues:bool",
        "interaction:string requiredWidgets:any allWidgetsAreRequired:bool");
    type("ActionParameter", "key:string value:string");
    type(
        "SelectionInput",
        "name:string label:string type:SelectionType items:SelectionItem* onChangeAction:Action",
        "multiSelectMaxSelectedItems:any multiSelectMinQueryLength:any externalDataSource:any",
        "platformDataSource:any dataSourceConfigs:any hintText:string");
    type(
        "SelectionItem",
        "text:string value:string selected:bool startIconUri:string bottomText:string");
  }

  private final List<Violation> violations = new ArrayList<>();

  private ChatFields() {}

  /** Everything in this Message that Google would not read. */
  static List<Violation> violations(JsonNode message) {
    ChatFields check = new ChatFields();
    check.value(message, "Message", "message");
    return List.copyOf(check.violations);
  }

  private static void type(String name, String... fields) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String field : String.join(" ", fields).split(" ", -1)) {
      byName.put(field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 1));
    }
    TYPES.put(name, byName);
  }

  private void value(JsonNode value, String type, String path) {
    if (value.isNull() || type.equals("any")) {
      return;
    }
    if (type.endsWith("*")) {
      list(value, type.substring(0, type.length() - 1), path);
    } else if (TYPES.containsKey(type)) {
      object(value, type, path);
    } else if (!fits(value, type)) {
      String kind = ENUMS.containsKey(type) ? "type.googleapis.com/" + type : kind(type);
      add(path, "Invalid value at '%s' (%s), %s".formatted(path, kind, value));
    }
  }

  private void list(JsonNode value, String type, String path) {
    if (!value.isArray()) {
      // As the real one: what is no list is read as the only one of it, and fails there.
      value(value, type, path + "[0]");
      return;
    }
    int at = 0;
    for (JsonNode item : value) {
      value(item, type, path + "[" + at++ + "]");
    }
  }

  private void object(JsonNode value, String type, String path) {
    if (!value.isObject()) {
      add(path, "Invalid value at '%s' (type.googleapis.com/%s), %s".formatted(path, type, value));
      return;
    }
    Map<String, String> known = TYPES.getOrDefault(type, Map.of());
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String of = known.get(field.getKey());
      if (of == null) {
        add(
            path,
            "Invalid JSON payload received. Unknown name \"%s\" at '%s': Cannot find field."
                .formatted(field.getKey(), path));
      } else {
        value(field.getValue(), of, path + "." + snake(field.getKey()));
      }
    }
  }

  private static boolean fits(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "bool" -> value.isBoolean();
      case "number" -> value.isNumber();
      default ->
          value.isTextual() && ENUMS.getOrDefault(type, Set.of()).contains(value.textValue());
    };
  }

  private static String kind(String type) {
    return type.equals("number") ? "TYPE_FLOAT" : "TYPE_" + type.toUpperCase(Locale.ROOT);
  }

  private void add(String path, String description) {
    violations.add(new Violation(path, description));
  }

  /** The name as the protocol buffer has it, which is how errors write it. */
  private static String snake(String name) {
    return UPPER.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT);
  }
}
