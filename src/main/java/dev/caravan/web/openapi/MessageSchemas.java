package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.message.Attachment;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Mention;
import dev.caravan.message.Origin;
import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.WaitingFor;
import dev.caravan.web.MessageJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message, and what was decided and done about it. */
final class MessageSchemas {
  private MessageSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("Message", Schema.object(message()));
    schemas.put("AcceptedMessage", accepted());
    schemas.put("MessagePage", SharedSchemas.page("Message"));
    schemas.put("Attachment", attachment());
    schemas.put("Mention", mention());
    schemas.putAll(FailoverSchemas.all());
    schemas.put("MessageDetail", detail());
    schemas.put("Explanation", explanation());
    schemas.put("Denial", denial());
    schemas.put(
        "Due", Schema.object(need("due", whole().example(0), "How many go now that waited.")));
    schemas.putAll(DecisionSchemas.all());
    return schemas;
  }

  static List<Field> message() {
    return RecordSchema.fields(
        MessageJson.class,
        need("id", id(), "Its id, a UUIDv7: later ones sort later."),
        need("agent_id", id(), "The agent that speaks."),
        note("agent_name", "Its name at that time.", "autonomous"),
        need(
            "agent_maturity_level",
            word(Maturity.class).example("AUTONOMOUS"),
            "Its maturity at that time."),
        need("origin", word(Origin.class), "What made it: the way it came in."),
        note("platform", "Where it goes.", "slack"),
        note("connection", "Through which connection.", "slack"),
        note("sandbox", "Whether that connection is pretended."),
        note("recipient_id", "To whom, as the platform names them.", "C0GENERAL"),
        note("thread_id", "The thread that it continues."),
        note("contact", "The contact by whose name it was addressed; null: by its recipient's id."),
        note("batch_id", "What it has in common with those to the other members of its group."),
        note("content", "What is said.", "The nightly report is ready."),
        need("format", word(Format.class), "How the text is to be read."),
        need("actions", list(ref("Action")).example(List.of()), "What the reader can press."),
        need(
            "attachments",
            list(ref("Attachment")).example(List.of()),
            "The files that it shows, or links to."),
        note(
            "template_name",
            "The named template that the text was made of, before anybody edited it; null: there was none.",
            "order-update"),
        note("template_version", "Its version.", 3),
        need("mentions", list(ref("Mention")).example(List.of()), "Who is notified by it."),
        note("link_preview", "Whether its links may be unfolded."),
        need(
            "platform_template",
            template(),
            "Sent instead of the text while the recipient's window is closed."),
        need(
            "failover",
            list(ref("Target")).example(List.of()),
            "Where it goes instead, in this order, once its connection is sick."),
        note("failover_after_seconds", "How long its connection may fail before it goes on."),
        need("hops", list(ref("Hop")).example(List.of()), "Where it went so far, oldest first."),
        need("priority", word(Priority.class).example("normal"), "A higher one goes first."),
        need("status", word(Status.class).example("approved"), "Where it stands."),
        need("waiting_for", word(WaitingFor.class), "Why it has not gone out yet; null if it has."),
        note("waiting_until", "Until when, where that is known."),
        note("waiting_sentence", "The same for people."),
        note("deliver_after", "When it goes at the earliest, where that is later and known."),
        need("decision", ref("Decision"), "What governance said, last."),
        note("monitored", "Whether a human is to watch it."),
        note("scheduled_for", "When it is to go; null for at once."),
        note("expires_at", "After which it never goes."),
        note("approved_by", "Who approved it."),
        note("approved_at", "When."),
        note("rejection_reason", "Why a human rejected it."),
        note("sent_at", "When the platform took its first part."),
        note("edited_at", "When its text was last changed on the platform."),
        note("recalled_at", "When it was taken back from the platform."),
        note("recalled_by", "Who took it back."),
        note("recall_reason", "Why."),
        note("platform_message_id", "The platform's name of its first part."),
        need("parts", list(ref("Part")).example(List.of()), "Every part that the platform took."),
        note("attempts", "How many tries there were.", 0),
        note("next_attempt_at", "When the next is due."),
        need(
            "error_reason",
            word(Reason.class),
            "Why it ended unsent, or why it waits for a retry."),
        note("error_message", "The same for people."),
        note("labels", "As it was submitted.", Map.of("team", "finance")),
        note("metadata", "As it was submitted.", Map.of("run", 17)),
        note("correlation_id", "In every trace of it.", "order-4711"),
        note("reply_to", "The message that it answers."),
        note("replay_of", "The dead letter that it says again."),
        need("created_at", past(), "When it was accepted."),
        need("updated_at", past(), "When anything of it last changed."));
  }

  private static Schema accepted() {
    List<Field> fields = new ArrayList<>(message());
    fields.add(
        may(
            "warnings",
            list(text()).example(List.of()),
            "What its sender should know; absent where there is nothing."));
    return Schema.object(fields);
  }

  /** As the row keeps it; null where the caller gave none. */
  private static Schema template() {
    return Schema.object(SubmissionSchemas.template()).nullable();
  }

  private static Schema mention() {
    return RecordSchema.of(
        MessageJson.MentionJson.class,
        need("type", word(Mention.Kind.class), "Who is meant."),
        note("id", "As the platform names them; null where everybody is.", "U0ANNA"));
  }

  private static Schema attachment() {
    return RecordSchema.of(
        Attachment.class,
        note("url", "Where it is.", "https://example.org/report.png"),
        note("name", "What it is called.", "report.png"),
        note("mime_type", "What it is.", "image/png"),
        note("alt_text", "What it shows.", "The report's first page"));
  }

  private static Schema detail() {
    return Schema.object(detailed());
  }

  /** The fields of a message whole. */
  static List<Field> detailed() {
    List<Field> fields = new ArrayList<>(message());
    fields.add(need("attempt_list", list(ref("Attempt")), "Every try."));
    fields.add(need("approvals", list(ref("Answer")), "Every human's answer, newest first."));
    fields.add(need("revisions", list(ref("Revision")), "Every edit and recall, newest first."));
    fields.add(need("audit", list(ref("AuditEvent")), "Its trail, newest first, at most 100."));
    return fields;
  }

  private static Schema explanation() {
    return Schema.object(
        need("id", id(), "The message."),
        need("status", word(Status.class).example("pending"), "Where it stands."),
        need(
            "waiting_for",
            word(WaitingFor.class).nullable().example("approval"),
            "Why it has not gone out yet; null if it has."),
        need("waiting_until", past().nullable(), "Until when, where that is known."),
        need(
            "waiting_sentence",
            text().nullable().example("It waits for a human's approval."),
            "The same for people."),
        need("decision", ref("Decision"), "What governance said, last."),
        need(
            "answered",
            text().nullable(),
            "Who approved it and when, or why it was rejected; null where nobody answered."),
        need("approvals", list(ref("Answer")), "Every human's answer, newest first."),
        need("attempts", list(ref("Attempt")), "Every try."));
  }

  private static Schema denial() {
    List<Field> fields = SharedSchemas.problem();
    fields.add(
        may("decision", ref("Decision"), "What governance said; absent for other refusals."));
    fields.add(may("correlation_id", text().example("order-4711"), "As submitted, or made."));
    fields.add(
        may("items", list(ref("GroupBatchItem")), "For a group: why each member's is denied."));
    return Schema.object(fields);
  }
}
