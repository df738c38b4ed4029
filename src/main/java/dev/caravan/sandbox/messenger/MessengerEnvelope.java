package dev.caravan.sandbox.messenger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.graph.GraphError;
import dev.caravan.sandbox.graph.GraphFindings;
import java.util.Optional;
import java.util.Set;

/** What stands around a message: to whom it goes, and as an answer to what. */
final class MessengerEnvelope {
  /** The parameters of the edge (facebook-business-sdk-codegen, Page: messages). */
  private static final Set<String> PARAMETERS =
      Set.of(
          "recipient",
          "message",
          "messaging_type",
          "tag",
          "notification_type",
          "persona_id",
          "reply_to",
          "sender_action");

  private static final Set<String> SENDER_ACTIONS = Set.of("typing_on", "typing_off", "mark_seen");

  private MessengerEnvelope() {}

  /**
   * What is wrong with it.
   *
   * @param strict whether unknown parameters are refused, which the real one overlooks
   */
  static Optional<GraphError> fault(ObjectNode fields, boolean strict) {
    GraphFindings findings = new GraphFindings(MessengerWording.INSTANCE);
    if (strict) {
      findings.onlyKnown(fields, "messages", PARAMETERS);
    }
    findings.object(fields, "", "recipient", Set.of("id"));
    if (!fields.path("recipient").path("id").asText().matches("\\d{1,20}")) {
      findings.value("recipient[id]", "must be a valid ID string");
    }
    if (fields.has("reply_to")) {
      findings.text(findings.object(fields, "", "reply_to", Set.of("mid")), "reply_to", "mid", 255);
    }
    if (fields.has("sender_action")) {
      senderAction(fields, findings);
    }
    return findings.first();
  }

  private static void senderAction(ObjectNode fields, GraphFindings findings) {
    if (fields.has("message")) {
      findings.add(
          new GraphError(400, 100, 2018014, "(#100) A sender action goes without a message"));
    }
    if (!SENDER_ACTIONS.contains(fields.path("sender_action").asText())) {
      findings.value("sender_action", "must be one of " + SENDER_ACTIONS);
    }
  }
}
