package dev.caravan.web;

import dev.caravan.delivery.MessagesTable;
import dev.caravan.governance.DeadLetters;
import dev.caravan.message.Refused;
import dev.caravan.message.StoredMessage;
import java.util.UUID;

/** Which messages a caller may see: an agent's key its agent's own alone. */
final class Visible {
  private Visible() {}

  /** The message that the request's path names. */
  static StoredMessage message(MessagesTable messages, Request request) {
    UUID id = request.pathId();
    StoredMessage stored = messages.byId(id).orElseThrow(() -> unknown(id));
    UUID agent = request.principal().agentId();
    if (agent != null && !stored.message().sender().agentId().equals(agent)) {
      throw unknown(id);
    }
    return stored;
  }

  /** The dead letter that the request's path names, dealt with or not. */
  static StoredMessage letter(MessagesTable messages, Request request) {
    StoredMessage stored = message(messages, request);
    if (!DeadLetters.isOne(stored)) {
      throw new Refused(
          Refused.Kind.NOT_FOUND,
          "id",
          "dead_letter_unknown",
          "The message %s is no dead letter, it is %s; GET /api/v1/dead-letters lists those that wait."
              .formatted(stored.message().id(), stored.progress().status().word()));
    }
    return stored;
  }

  static Refused unknown(UUID id) {
    return new Refused(
        Refused.Kind.NOT_FOUND,
        "id",
        "message_unknown",
        "There is no message "
            + id
            + "; GET /api/v1/messaging/proactive/history lists what there is.");
  }
}
