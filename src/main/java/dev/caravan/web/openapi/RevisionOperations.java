package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.message.Format;
import dev.caravan.message.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be done about a message that was sent. */
final class RevisionOperations {
  private static final String REASON = "The prices were last week's.";

  private RevisionOperations() {}

  static Operation edit() {
    return change(
            "edit-message",
            "Gives a message that was sent another text, where its platform can. It is judged as the message was: where that needs an approval, an approver makes this call, and that is the approval. Answers when the platform has.")
        .body("Edit", Map.of("content", "The price is 5.", "comment", "It said 50."))
        .answer(200, "The platform shows the new text.", "Message")
        .answer(
            403,
            "Governance denies it, or the role may not.",
            "application/problem+json",
            Schema.ref("Denial"))
        .refuses(422, "The body is wrong, or the platform refuses the new text.");
  }

  static Operation recall() {
    return change(
            "recall-message",
            "Takes a message that was sent back, where its platform can. Nobody judges it: it says nothing. Answers when the platform has.")
        .body("Recall", Map.of("reason", REASON))
        .answer(200, "The platform shows it no longer.", "Message");
  }

  private static Operation change(String id, String about) {
    return Operation.of(id, about)
        .path("id", id(), "The message's id.")
        .refuses(
            409,
            "The platform cannot or will not, it was not sent, somebody is changing it, or its connection is paused.")
        .refuses(
            502, "What became of it on the platform is not known; the same call may be repeated.")
        .refuses(503, "The platform or the database is away; Retry-After says when to repeat it.");
  }

  static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "Edit",
        Schema.object(
            need("content", text(100_000).example("The price is 5."), "What it is to say."),
            may("format", word(Format.class), "How that is to be read; absent: as before."),
            may("comment", text(2_000).example("It said 50."), "Why.")));
    schemas.put(
        "Recall",
        Schema.object(need("reason", text(2_000).example(REASON), "Why; kept with the message.")));
    schemas.put("Revision", revision());
    return schemas;
  }

  private static Schema revision() {
    return Schema.object(
        need("deed", words(List.of("edit", "recall")), "Which of the two."),
        need("actor", text().example("key:mira"), "Whose key it came with."),
        need("comment", text().nullable(), "Why."),
        need("content_before", text().nullable(), "The text before; null for a recall."),
        need("content_after", text().nullable(), "The text after; null for a recall."),
        need("format_before", word(Format.class).nullable(), "How that was to be read."),
        need("format_after", word(Format.class).nullable(), "How this is to be read."),
        need(
            "outcome",
            words(List.of("sent", "retry", "limited", "rejected", "unknown")).nullable(),
            "How the platform's last answer was; `sent`: it took all. Null while it is asked."),
        need("reason", word(Reason.class).nullable(), "Why, unless it took all."),
        need("detail", text().nullable(), "What the platform said."),
        need("begun_at", past(), "When it began."),
        need("ended_at", past().nullable(), "When it ended."));
  }
}
