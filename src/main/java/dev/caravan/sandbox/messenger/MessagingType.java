package dev.caravan.sandbox.messenger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.graph.GraphError;
import dev.caravan.sandbox.graph.GraphFindings;
import java.util.Set;

/**
 * What kind of message it says it is. Messenger's documentation wants it, its collection of
 * examples leaves it out, so it may be missing.
 */
final class MessagingType {
  private static final Set<String> TYPES = Set.of("RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY");

  /** Refused since 2026-04-27. */
  private static final Set<String> ENDED_TAGS =
      Set.of("CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "ACCOUNT_UPDATE");

  private MessagingType() {}

  /** Looks at the type and the tag, which go together, as a template and UTILITY do. */
  static void read(ObjectNode fields, boolean template, GraphFindings findings) {
    String type = fields.path("messaging_type").asText("RESPONSE");
    String tag = fields.path("tag").asText("");
    if (!TYPES.contains(type)) {
      findings.value("messaging_type", "must be one of " + TYPES);
    }
    if (ENDED_TAGS.contains(tag)) {
      findings.add(new GraphError(400, 100, 1893061, "(#100) Message tag " + tag + " has ended"));
    }
    if (type.equals("MESSAGE_TAG") != tag.equals("HUMAN_AGENT")) {
      findings.value("tag", "must be HUMAN_AGENT with MESSAGE_TAG, and with it alone");
    }
    if (type.equals("UTILITY") != template) {
      findings.value("message[template]", "goes with UTILITY, and with it alone");
    }
  }

  /** Whether it may go to a person who has not written within a day. */
  static boolean passesClosedWindow(ObjectNode fields) {
    return Set.of("UTILITY", "MESSAGE_TAG").contains(fields.path("messaging_type").asText());
  }
}
