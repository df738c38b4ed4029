package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.later;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.delivery.DeadLetterAct;
import dev.caravan.message.Format;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.web.BulkReplayJson;
import dev.caravan.web.LetterJson;
import dev.caravan.web.LetterSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of dead letters, and what is asked for about them. */
final class DeadLetterSchemas {
  static final String WHY = "The customer was called instead.";

  private DeadLetterSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("DeadLetter", letter());
    schemas.put(
        "DeadLetterSummary",
        Schema.object(
            need("total", whole().example(3), "How many there are."),
            need("items", list(ref("DeadLetterCount")), "Those of each status and reason.")));
    schemas.put(
        "DeadLetterCount",
        RecordSchema.of(
            LetterSteps.CountJson.class,
            need("status", words(List.of("dead", "failed", "unknown")), "How they ended."),
            need("reason", word(Reason.class).example("server_error"), "Why."),
            note("count", "How many.", 3),
            need("oldest", past(), "Since when the oldest of them is one.")));
    schemas.put("Replay", replay());
    schemas.put(
        "Discard",
        Schema.object(need("reason", text(2_000).example(WHY), "Why; kept with the message.")));
    schemas.put("ReplayMany", Schema.object(DeadLetterOperations.many()));
    schemas.put("ReplayedMany", many());
    schemas.put("ReplayedOne", one());
    return schemas;
  }

  private static Schema letter() {
    List<Field> fields = MessageSchemas.detailed();
    fields.add(
        need(
            "dealt_with",
            Schema.object(act()).nullable(),
            "What was done about it; null while it is on the list."));
    return Schema.object(fields);
  }

  private static List<Field> act() {
    return RecordSchema.fields(
        LetterJson.ActJson.class,
        need("act", word(DeadLetterAct.Kind.class), "Which of the two."),
        note("actor", "Whose key it came with.", "admin"),
        note("reason", "Why it was discarded; null for a replay."),
        need("at", past(), "When."),
        note("replay_id", "The message that says it again."),
        note("content_before", "Its text; null where the replay says the same."),
        note("content_after", "The replay's text; null where that is the same."));
  }

  private static Schema replay() {
    return Schema.object(
        may("content", text(100_000).example("The report is ready."), "Another text, if edited."),
        may("format", word(Format.class), "How that is to be read; absent: as before."),
        may(
            "expires_at",
            later(),
            "Until when it may still go; needed where its own `expires_at` is over."),
        may("dry_run", flag().usual(false), "Answers what would become of it, and does nothing."));
  }

  private static Schema many() {
    return RecordSchema.of(
        BulkReplayJson.class,
        note("dry_run", "Whether nothing was stored."),
        note("matched", "How many matched.", 1),
        note("go", "How many go by themselves.", 1),
        note("held", "How many wait for a human's approval.", 0),
        note("refused", "How many do not go; they stay on the list.", 0),
        note("more", "Whether others match: the same call again takes them."),
        note("last_due_at", "When the last one goes."),
        need("items", list(ref("ReplayedOne")), "Each, in the order in which they go."));
  }

  private static Schema one() {
    return RecordSchema.of(
        BulkReplayJson.LineJson.class,
        need("id", id(), "The dead letter."),
        note("replay_id", "The new message."),
        need("status", word(Status.class).example("approved"), "Where the new message stands."),
        note("due_at", "When it goes, as far as that is known."),
        need(
            "errors",
            list(ref("Fault")).example(List.of()),
            "Why it does not go; a denial's code is its reason."));
  }
}
