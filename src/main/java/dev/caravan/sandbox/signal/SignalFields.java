package dev.caravan.sandbox.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Tokens;
import dev.caravan.store.Json;
import java.util.Optional;
import java.util.Set;

/** The body of a call, and what the server itself refuses of it. */
final class SignalFields {
  /** The server's own words for a body that it cannot read. */
  static final String UNREADABLE = "Couldn't process request - invalid request";

  /** Of the body of /v2/send (bbernhard/signal-cli-rest-api, swagger, SendMessageV2). */
  private static final Set<String> FIELDS =
      Set.of(
          "number",
          "recipients",
          "message",
          "text_mode",
          "base64_attachments",
          "mentions",
          "quote_timestamp",
          "quote_author",
          "quote_message",
          "quote_mentions",
          "edit_timestamp",
          "link_preview",
          "notify_self",
          "view_once",
          "sticker");

  private SignalFields() {}

  /** Reads a body; the server does not look at the content type. */
  static Optional<ObjectNode> read(Call call) {
    try {
      return Json.mapper().readTree(call.body().toString()) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * What the server or signal-cli says of who speaks to whom; {@code strict} names strange fields.
   */
  static Optional<String> fault(ObjectNode fields, boolean strict) {
    if (fields.path("recipients").isEmpty()) {
      return Optional.of("Couldn't process request - please provide at least one recipient");
    }
    if (fields.path("number").asText().isEmpty()) {
      return Optional.of("Couldn't process request - please provide a valid number");
    }
    if (!fields.path("number").asText().equals(Tokens.SIGNAL)) {
      return Optional.of("Specified account does not exist");
    }
    long groups = 0;
    for (JsonNode recipient : fields.path("recipients")) {
      groups += recipient.asText().startsWith(SignalRecipient.GROUP) ? 1 : 0;
    }
    if (groups > 0 && groups < fields.path("recipients").size()) {
      return Optional.of(
          "Signal Messenger Groups and phone numbers cannot be specified together in one request! Please split them up into multiple REST API calls.");
    }
    if (groups > 1) {
      return Optional.of(
          "A signal message cannot be sent to more than one group at once! Please use multiple REST API calls for that.");
    }
    for (var names = fields.fieldNames(); strict && names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return Optional.of(UNREADABLE + ": unknown field " + name);
      }
    }
    return Optional.empty();
  }
}
