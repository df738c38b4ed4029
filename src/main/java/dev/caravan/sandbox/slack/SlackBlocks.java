package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Addresses;
import java.util.List;
import java.util.Set;

/** Checks a message's blocks; limits from Slack, "Blocks". */
final class SlackBlocks {
  /** The most blocks of a message. */
  private static final int MOST = 50;

  private static final Set<String> PLAIN = Set.of("plain_text");
  private static final Set<String> ANY_TEXT = Set.of("plain_text", "mrkdwn");

  /** Blocks that messages may hold and of which no more than the type is looked at. */
  private static final Set<String> OTHERS =
      Set.of("context_actions", "divider", "file", "input", "rich_text", "table", "video");

  private final SlackFindings findings = new SlackFindings();
  private final SlackElements elements = new SlackElements(findings);

  private SlackBlocks() {}

  /** Everything wrong with these blocks; empty where they can be shown. */
  static List<String> faults(JsonNode blocks) {
    SlackBlocks check = new SlackBlocks();
    if (blocks.size() > MOST) {
      check.findings.add("/blocks", "no more than " + MOST + " items allowed");
    }
    int at = 0;
    for (JsonNode block : blocks) {
      check.block(block, "/blocks/" + at++);
    }
    return check.findings.all();
  }

  private void block(JsonNode block, String pointer) {
    if (!block.isObject() || !findings.needs(block, "type", pointer)) {
      return;
    }
    findings.unique(block, "block_id", pointer);
    String type = block.path("type").asText();
    switch (type) {
      case "section" -> section(block, pointer);
      case "actions" -> actions(block, pointer);
      case "context" -> context(block, pointer);
      case "header" -> findings.textObject(block.path("text"), PLAIN, 150, pointer + "/text");
      case "image" -> image(block, pointer);
      case "markdown" -> findings.length(block, "text", 12_000, pointer);
      default -> {
        if (!OTHERS.contains(type)) {
          findings.add(pointer + "/type", "unsupported type: " + type);
        }
      }
    }
  }

  private void section(JsonNode block, String pointer) {
    if (!block.has("text") && !block.has("fields")) {
      findings.add(pointer + "/type", "must define either `text` or `fields`");
    }
    if (block.has("text")) {
      findings.textObject(block.path("text"), ANY_TEXT, 3_000, pointer + "/text");
    }
    if (block.has("fields") && findings.items(block.path("fields"), 10, pointer + "/fields")) {
      int at = 0;
      for (JsonNode field : block.path("fields")) {
        findings.textObject(field, ANY_TEXT, 2_000, pointer + "/fields/" + at++);
      }
    }
    if (block.has("accessory")) {
      elements.check(block.path("accessory"), pointer + "/accessory");
    }
  }

  private void image(JsonNode block, String pointer) {
    if (findings.needs(block, "alt_text", pointer)) {
      findings.length(block, "alt_text", 2_000, pointer);
    }
    if (block.has("title")) {
      findings.textObject(block.path("title"), PLAIN, 2_000, pointer + "/title");
    }
    if (block.has("slack_file") || !findings.needs(block, "image_url", pointer)) {
      return;
    }
    findings.length(block, "image_url", 3_000, pointer);
    if (!Addresses.reachable(block.path("image_url"))) {
      findings.add(pointer + "/image_url", "downloading image failed");
    }
  }

  private void actions(JsonNode block, String pointer) {
    if (findings.needs(block, "elements", pointer)
        && findings.items(block.path("elements"), 25, pointer + "/elements")) {
      int at = 0;
      for (JsonNode element : block.path("elements")) {
        elements.check(element, pointer + "/elements/" + at++);
      }
    }
  }

  private void context(JsonNode block, String pointer) {
    if (findings.needs(block, "elements", pointer)
        && findings.items(block.path("elements"), 10, pointer + "/elements")) {
      int at = 0;
      for (JsonNode element : block.path("elements")) {
        String here = pointer + "/elements/" + at++;
        if (!element.path("type").asText().equals("image")) {
          findings.textObject(element, ANY_TEXT, 3_000, here);
        }
      }
    }
  }
}
