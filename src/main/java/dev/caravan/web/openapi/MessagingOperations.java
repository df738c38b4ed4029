package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.instant;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.uuid;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.SharedSchemas.LATER;
import static dev.caravan.web.openapi.SharedSchemas.id;

import dev.caravan.message.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/messaging}. */
final class MessagingOperations {
  private static final Map<String, String> SAID =
      new java.util.TreeMap<>(
          Map.of(
              "agent_id", "autonomous",
              "platform", "slack",
              "recipient_id", "C0GENERAL",
              "content", "The nightly report is ready."));

  static final Tag TAG =
      new Tag(
          "Messaging",
          "Say something, answer for it, look it up.",
          schemas(),
          List.of(
              submits("send", "Says something at once, or at `scheduled_for`.")
                  .body("Submission", SAID),
              BulkOperations.send(SAID),
              submits("schedule", "As send, where `scheduled_for` is required.")
                  .body("ScheduledSubmission", scheduled()),
              Operation.of(
                      "preview",
                      "Shows what each platform would be sent, part by part, and what its readers would miss. Nothing is judged, stored or sent.")
                  .body(
                      "PreviewRequest",
                      new java.util.TreeMap<>(
                          Map.of(
                              "platforms", List.of("slack", "telegram"),
                              "content", "The **nightly** report is ready.",
                              "format", "markdown")))
                  .answer(200, "One for each platform.", "PreviewPage"),
              message("approve", "Lets a held message go, as it is or with another text.")
                  .body("Approval", Map.of("comment", "Figures checked."))
                  .answer(200, "It may go.", "Message")
                  .refuses(403, "The role may not, or the message is the caller's own.")
                  .refuses(409, "It no longer waits for an answer, or waited too long."),
              message("reject", "Ends a held message unsent.")
                  .body("Rejection", Map.of("rejection_reason", "The figures are last week's."))
                  .answer(200, "It will not go.", "Message")
                  .refuses(403, "The role may not, or the message is the caller's own.")
                  .refuses(409, "It no longer waits for an answer, or waited too long."),
              Operation.of(
                      "send-scheduled",
                      "Looks for due messages without waiting for the hub's own next look.")
                  .answer(200, "It looked.", "Due"),
              message("cancel", "Ends a message unsent, as long as it is not being sent.")
                  .answer(200, "It will not go.", "Message")
                  .refuses(409, "It is being sent, or has ended."),
              BulkOperations.cancel(),
              Operation.of("queue", "What waits for a human's answer, oldest first.")
                  .query(filters())
                  .query(SharedSchemas.paging(uuid()))
                  .answer(200, "A page of them.", "MessagePage")
                  .like(200, DecisionSchemas.pending())
                  .refuses(404, "There is no such agent."),
              Operation.of("history", "All messages in every status, newest first.")
                  .query(filters())
                  .query(
                      may("status", word(Status.class), "Only those that stand there."),
                      may("monitored", flag(), "Only those that a human is to watch, or is not."))
                  .query(SharedSchemas.paging(uuid()))
                  .answer(200, "A page of them.", "MessagePage")
                  .refuses(404, "There is no such agent."),
              message("explain", "The rules that spoke, and why the message has not gone out yet.")
                  .answer(200, "The reasons.", "Explanation")
                  .like(200, DecisionSchemas.waiting()),
              message("get-message", "One message with its tries, its approvals and its trail.")
                  .answer(200, "The message.", "MessageDetail"),
              RevisionOperations.edit(),
              RevisionOperations.recall(),
              SettleOperation.settle()));

  private MessagingOperations() {}

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>(SubmissionSchemas.all());
    schemas.putAll(MessageSchemas.all());
    schemas.putAll(RevisionOperations.schemas());
    schemas.putAll(SettleOperation.schemas());
    schemas.putAll(RehearsalSchemas.all());
    schemas.putAll(BatchSchemas.all());
    schemas.putAll(BulkOperations.schemas());
    return schemas;
  }

  private static Map<String, String> scheduled() {
    Map<String, String> scheduled = new LinkedHashMap<>(SAID);
    scheduled.put("scheduled_for", LATER);
    return scheduled;
  }

  private static Operation submits(String id, String about) {
    return Operation.of(id, about)
        .header(
            "Idempotency-Key",
            text(255).example("report-2026-03-02"),
            "The same key with the same content is answered with the same message; with other content it is refused.")
        .header(
            "X-Correlation-Id",
            text(255).example("order-4711"),
            "Stands in where the body has no `correlation_id`; `traceparent` does so too.")
        .answer(
            200,
            "The same `dedup_key` was used before: its message. Or a dry run: what would be.",
            "application/json",
            Schema.oneOf(Schema.ref("Message"), Schema.ref("Rehearsal"), Schema.ref("GroupBatch")))
        .answer(
            201,
            "It is stored and will go. For a group: one message at least is.",
            "application/json",
            Schema.oneOf(Schema.ref("AcceptedMessage"), Schema.ref("GroupBatch")))
        .answer(
            202,
            "It is stored and waits for a human's approval. For a group: all that are stored do.",
            "application/json",
            Schema.oneOf(Schema.ref("AcceptedMessage"), Schema.ref("GroupBatch")))
        .like(202, DecisionSchemas.pending())
        .answer(
            403,
            "Governance denies it, or the key may not speak as this agent.",
            "application/problem+json",
            Schema.ref("Denial"))
        .refuses(404, "There is no such agent.");
  }

  private static Operation message(String id, String about) {
    return Operation.of(id, about).path("id", id(), "The message's id.");
  }

  private static Field[] filters() {
    return new Field[] {
      may("agent_id", text(255), "Only this agent's, by id or name."),
      may("recipient_id", text(255), "Only to this recipient."),
      may("platform", text(64), "Only on this platform."),
      may("connection", text(255), "Only through this connection."),
      may("correlation_id", text(255), "Only of this correlation."),
      may("contact", text(128), "Only those that were addressed by this contact's name."),
      may("batch_id", uuid(), "Only those of this message to a group."),
      may("label", text(600), "Only with this label: `name`, or `name=value`."),
      may("from", instant(), "Only those accepted then or later."),
      may("to", instant(), "Only those accepted before.")
    };
  }
}
