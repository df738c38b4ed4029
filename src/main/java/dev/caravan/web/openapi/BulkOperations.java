package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.words;

import dev.caravan.delivery.Cancellations;
import dev.caravan.web.CancelSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is done with many messages in one call. */
final class BulkOperations {
  private static final String WHY = "The campaign was called off.";

  private BulkOperations() {}

  static Operation send(Map<String, String> said) {
    return Operation.of(
            "send-batch",
            "Says up to 1,000 things. Each is judged by itself and answered in its place as `send` answers it; those that are taken are stored in one transaction, so they are all durable when this answers. A batch has no Idempotency-Key; each message may have its own.")
        .header(
            "X-Correlation-Id",
            text(255).example("order-4711"),
            "Stands in where a message has no `correlation_id`; `traceparent` does so too.")
        .body("Batch", Map.of("messages", List.of(said)))
        .answer(200, "What became of each.", "BatchAnswer");
  }

  static Operation cancel() {
    return Operation.of(
            "cancel-many",
            "Ends messages unsent that wait for a human, for their time or for their turn: those that meet every field that is given, the oldest first, at most "
                + Cancellations.MOST
                + " in one call. What is being sent is not touched. At least one field must say which ones are meant.")
        .body(
            "CancelMany",
            new java.util.TreeMap<>(
                Map.of(
                    "connection", "telegram", "older_than", "1h", "reason", WHY, "dry_run", true)))
        .answer(200, "They will not go; or, in a dry run, would not.", "CancelledMany")
        .refuses(404, "There is no such agent.");
  }

  static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "Batch",
        Schema.object(
            need(
                "messages",
                list(ref("BatchSubmission")).most(1_000),
                "What is to be said, one at least. Messages to the same recipient go in this order.")));
    schemas.put(
        "BatchAnswer",
        Schema.object(
            need("accepted", whole().example(1), "How many were."),
            need("refused", whole().example(0), "How many were not."),
            need("items", list(ref("BatchItem")), "One for each message, in their order.")));
    schemas.put(
        "BatchItem",
        Schema.object(
            need("index", whole().example(0), "Its place in the batch, from 0."),
            need("status", whole().example(201), "The status that `send` would have answered."),
            may(
                "body",
                Schema.oneOf(ref("AcceptedMessage"), ref("Rehearsal"), ref("GroupBatch")),
                "The message, its dry run, or what became of a group's; absent where it was refused."),
            may("problem", ref("Denial"), "Why it was refused; absent where it was not.")));
    schemas.put("CancelMany", many());
    schemas.put(
        "CancelledMany",
        RecordSchema.of(
            CancelSteps.CancelledJson.class,
            note("dry_run", "Whether nothing was touched."),
            note("matched", "How many waited and met every field.", 3),
            note("cancelled", "How many of them will not go.", 3),
            note("being_sent", "How many were being sent by then, and so were left alone.", 0),
            note("more", "Whether others match: the same call again takes them.")));
    return schemas;
  }

  private static Schema many() {
    return Schema.object(
        may("agent_id", text(255).example("intern"), "Only this agent's, by id or name."),
        may("recipient_id", text(255).example("C0GENERAL"), "Only to this recipient."),
        may("platform", text(64).example("slack"), "Only on this platform."),
        may("connection", text(255).example("slack"), "Only through this connection."),
        may("correlation_id", text(255).example("order-4711"), "Only of this correlation."),
        may("label", text(600).example("team=finance"), "Only with this: `name`, or `name=value`."),
        may(
            "status",
            words(List.of("pending", "approved")),
            "Only those that wait for a human, or only those that do not."),
        may("older_than", Schema.duration(), "Only those accepted so long ago."),
        need("reason", text(2_000).example(WHY), "Kept with each message."),
        may("dry_run", flag().usual(false), "Says how many would end, and touches none."));
  }
}
