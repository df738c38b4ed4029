package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.instant;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.id;

import dev.caravan.governance.BulkReplay;
import dev.caravan.message.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/dead-letters}. */
final class DeadLetterOperations {
  static final Tag TAG =
      new Tag(
          "Dead letters",
          "What came to a bad end, and what is done about it.",
          DeadLetterSchemas.all(),
          List.of(
              Operation.of(
                      "list-dead-letters",
                      "The messages that are `dead`, `failed` or `unknown` and that nobody has dealt with, the newest end first.")
                  .query(filters())
                  .query(SharedSchemas.paging(text(64)))
                  .answer(200, "A page of them.", "MessagePage")
                  .refuses(404, "There is no such agent."),
              Operation.of(
                      "summarize-dead-letters", "How many there are of each status and reason.")
                  .query(filters())
                  .answer(200, "The counts, the largest first.", "DeadLetterSummary")
                  .refuses(404, "There is no such agent."),
              letter("get-dead-letter", "One of them whole, also after it was dealt with.")
                  .answer(200, "It.", "DeadLetter"),
              letter(
                      "replay-dead-letter",
                      "Says it again as a new message with `replay_of`: judged afresh, in the name of the caller's key, and sent under a key of its own. Answers like `send`. It leaves the list unless governance denies the new one. An `unknown` one may have arrived: then its reader sees it twice.")
                  .body("Replay", Map.of("content", "The nightly report is ready: see the portal."))
                  .answer(200, "A dry run: what would be.", "Rehearsal")
                  .answer(201, "The new message is stored and will go.", "AcceptedMessage")
                  .answer(202, "It is stored and waits for a human's approval.", "AcceptedMessage")
                  .like(202, DecisionSchemas.pending())
                  .answer(
                      403,
                      "Governance denies it, or the role may not.",
                      "application/problem+json",
                      Schema.ref("Denial"))
                  .refuses(409, "Somebody dealt with it before; the message says who and when."),
              letter("discard-dead-letter", "Takes it off the list; it stays in the history.")
                  .body("Discard", Map.of("reason", DeadLetterSchemas.WHY))
                  .answer(200, "It is off the list.", "DeadLetter")
                  .refuses(409, "Somebody dealt with it before; the message says who and when."),
              Operation.of(
                      "replay-dead-letters",
                      "Replays those that meet every field that is given, so many a second: the oldest first, at most "
                          + BulkReplay.MOST
                          + " in one call. `unknown` ones only where `status` says so. When each goes is stored with it: a hub that ends amid this has lost none and doubles none, and the same call again goes on with the rest. At least one field must say which ones are meant.")
                  .body(
                      "ReplayMany",
                      new java.util.TreeMap<>(
                          Map.of(
                              "connection",
                              "slack",
                              "reason",
                              "server_error",
                              "per_second",
                              5,
                              "dry_run",
                              true)))
                  .answer(200, "What became, or would become, of each.", "ReplayedMany")
                  .refuses(404, "There is no such agent.")));

  private DeadLetterOperations() {}

  private static Operation letter(String id, String about) {
    return Operation.of(id, about).path("id", id(), "The dead message's id.");
  }

  private static Field[] filters() {
    return filter().toArray(Field[]::new);
  }

  /** What narrows them, in a query and in a body alike. */
  static List<Field> filter() {
    return new ArrayList<>(
        List.of(
            may("agent_id", text(255).example("autonomous"), "Only this agent's, by id or name."),
            may("recipient_id", text(255).example("C0GENERAL"), "Only to this recipient."),
            may("platform", text(64).example("slack"), "Only on this platform."),
            may("connection", text(255).example("slack"), "Only through this connection."),
            may("correlation_id", text(255).example("order-4711"), "Only of this correlation."),
            may("status", words(List.of("dead", "failed", "unknown")), "Only those that are so."),
            may("reason", word(Reason.class).example("server_error"), "Only those for this."),
            may(
                "label",
                text(600).example("team=finance"),
                "Only with this label: `name`, or `name=value`."),
            may(
                "from",
                instant().example(SharedSchemas.PAST),
                "Only those that ended so then or later."),
            may("to", instant().example(SharedSchemas.LATER), "Only those that did before.")));
  }

  /** As {@link #filter}, for a call that changes them. */
  static List<Field> many() {
    List<Field> fields = filter();
    fields.add(
        may(
            "per_second",
            Schema.whole().between(1, 1_000).usual(10),
            "How many go in a second; the limits of their connections hold besides."));
    fields.add(
        may(
            "dry_run",
            flag().usual(false),
            "Says which would go and why others would not, and stores nothing."));
    return fields;
  }
}
