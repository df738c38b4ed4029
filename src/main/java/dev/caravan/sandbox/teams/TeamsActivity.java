package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arrival;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** What an activity says, or why it cannot be said. */
sealed interface TeamsActivity {
  /** The Bot Framework connector's swagger, Activity: what a message may have. */
  Set<String> FIELDS =
      Set.of(
          "type",
          "id",
          "timestamp",
          "localTimestamp",
          "localTimezone",
          "serviceUrl",
          "channelId",
          "from",
          "conversation",
          "recipient",
          "textFormat",
          "attachmentLayout",
          "locale",
          "text",
          "speak",
          "inputHint",
          "summary",
          "suggestedActions",
          "attachments",
          "entities",
          "channelData",
          "replyToId",
          "value",
          "importance",
          "deliveryMode");

  Set<String> FORMATS = Set.of("plain", "markdown", "xml");

  /** It can be shown; {@code split} means that it becomes two messages. */
  record Fit(String text, Arrival.Beside beside, boolean split) implements TeamsActivity {}

  /** It cannot. */
  record Unfit(TeamsRefusal refusal) implements TeamsActivity {}

  /** {@code strict} refuses what Teams overlooks: unknown fields and unknown tags. */
  static TeamsActivity read(ObjectNode fields, boolean strict) {
    if (!fields.path("type").asText().equals("message")) {
      return unfit("The activity's type is not message.");
    }
    for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (strict && !FIELDS.contains(name)) {
        return unfit("Unknown field " + name + ".");
      }
    }
    JsonNode text = fields.path("text");
    String format = fields.path("textFormat").asText("markdown");
    if ((!text.isMissingNode() && !text.isTextual()) || !FORMATS.contains(format)) {
      return unfit("The activity's text or textFormat is invalid.");
    }
    if (text.asText().isBlank() && fields.path("attachments").isEmpty()) {
      return unfit("The activity has neither a text nor attachments.");
    }
    TeamsAttachments attachments = TeamsAttachments.read(fields.path("attachments"), strict);
    if (attachments.fault().isPresent()) {
      return unfit(attachments.fault().get());
    }
    return said(text.asText(), format, fields, attachments, strict);
  }

  private static TeamsActivity said(
      String text, String format, ObjectNode fields, TeamsAttachments attachments, boolean strict) {
    String seen = text;
    if (format.equals("xml")) {
      TeamsMarkup markup = TeamsMarkup.read(text, strict);
      if (markup instanceof TeamsMarkup.Malformed malformed) {
        return unfit(malformed.why());
      }
      seen = ((TeamsMarkup.Seen) markup).text();
    }
    List<String> notified = new ArrayList<>(TeamsMentions.notified(fields.path("entities"), text));
    notified.addAll(attachments.notified());
    boolean alone = text.isBlank();
    return new Fit(
        alone ? attachments.text() : seen,
        new Arrival.Beside(attachments.actions(), notified, attachments.files()),
        !alone && !fields.path("attachments").isEmpty());
  }

  private static Unfit unfit(String why) {
    return new Unfit(TeamsRefusal.argument(why));
  }
}
