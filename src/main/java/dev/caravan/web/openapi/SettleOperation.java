package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.SharedSchemas.id;

import dev.caravan.governance.InDoubt;
import java.util.Map;
import java.util.TreeMap;

/** What ends the doubt about a message that may have arrived. */
final class SettleOperation {
  private static final String REASON = "I looked into the channel: it is there.";

  private SettleOperation() {}

  static Operation settle() {
    return Operation.of(
            "settle-message",
            "Ends the doubt about a message whose end nobody saw: a human looked, or the platform confirmed it elsewhere. `resend` joins the tail of its lane, is judged again, and may be there twice then. Of a message of several parts `sent` means the part in doubt: those behind it go out.")
        .path("id", id(), "The message's id.")
        .body("Settling", new TreeMap<>(Map.of("as", "sent", "reason", REASON)))
        .answer(200, "It is settled.", "Message")
        .refuses(409, "It is not `unknown`; or it is too late to send it again.");
  }

  static Map<String, Schema> schemas() {
    return Map.of(
        "Settling",
        Schema.object(
            need("as", word(InDoubt.As.class), "What became of it, or is to."),
            may(
                "platform_message_id",
                text(1_000).example("C0GENERAL/1700000000.000100"),
                "The platform's name of what arrived; only for `sent`, and needed there where further parts follow."),
            need("reason", text(2_000).example(REASON), "How that is known; kept in the trail.")));
  }
}
