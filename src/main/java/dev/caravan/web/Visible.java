package dev.caravan.web;

import dev.caravan.delivery.MessagesTable;
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
