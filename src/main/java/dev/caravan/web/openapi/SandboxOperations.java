package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.number;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.sandbox.OfferedAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /sandbox/api}: what arrived at the pretend platforms, and how they misbehave. */
final class SandboxOperations {
  private static final String MESSAGES = "/sandbox/api/messages";
  private static final String FAULTS = "/sandbox/api/faults";
  private static final List<String> MODES =
      List.of("rate_limit", "server_error", "timeout", "reset", "reject");

  static final Tag TAG =
      new Tag(
          "Sandbox",
          "What arrived at the pretend platforms, and how they are to misbehave.",
          schemas(),
          List.of(
              Operation.of("sandbox-messages", "What truly arrived, oldest first, and how many.")
                  .at("GET", MESSAGES, "What arrived")
                  .query(wanted())
                  .query(
                      may("limit", whole().between(1, 500).usual(100), "How many items at most."),
                      may("after", whole().usual(0), "The `next` of the page before."))
                  .answer(200, "A page of it.", "ReceivedPage"),
              Operation.of("sandbox-clear-messages", "Forgets what arrived, and its count.")
                  .at("DELETE", MESSAGES, "Forget what arrived")
                  .query(wanted())
                  .answer(200, "It is forgotten.", "Cleared"),
              Operation.of("sandbox-faults", "How the pretend platforms misbehave now.")
                  .at("GET", FAULTS, "The faults in force")
                  .answer(200, "All of them.", "Misbehaviours"),
              Operation.of(
                      "sandbox-set-fault",
                      "Makes a pretend platform misbehave; the same mode again replaces its numbers, and a rate of 0 ends it.")
                  .at("PUT", FAULTS, "Set a fault")
                  .body(
                      "Misbehaviour",
                      Map.of("platform", "telegram", "mode", "rate_limit", "rate", 0.25))
                  .answer(200, "What is in force now.", "Misbehaviours"),
              Operation.of("sandbox-clear-faults", "Lets the pretend platforms behave again.")
                  .at("DELETE", FAULTS, "End every fault")
                  .answer(200, "What is in force now: nothing.", "Misbehaviours")));

  private SandboxOperations() {}

  private static Field[] wanted() {
    return new Field[] {
      may("platform", text(64), "Only on this platform."),
      may("recipient_id", text(255), "Only to this recipient.")
    };
  }

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("ReceivedMessage", received());
    schemas.put("OfferedAction", offered());
    schemas.put(
        "ReceivedPage",
        Schema.object(
            need("items", list(ref("ReceivedMessage")), "At most as many as asked for."),
            need("next", whole().nullable(), "The place to go on after; null at the end."),
            need("count", whole().example(1), "How many arrived, forgotten ones included.")));
    schemas.put("Cleared", Schema.object(need("cleared", whole().example(1), "How many.")));
    schemas.put("Misbehaviour", misbehaviour());
    schemas.put(
        "Misbehaviours",
        Schema.object(need("items", list(ref("Misbehaviour")), "All faults in force.")));
    return schemas;
  }

  private static Schema received() {
    return Schema.object(
        need("seq", whole().example(1), "Its place in the order of arrival."),
        need("platform", text().example("slack"), "Where it arrived."),
        need("recipient_id", text().example("C0GENERAL"), "To whom, as written."),
        need("conversation", text().example("C0GENERAL"), "The platform's own name for it."),
        need("thread_id", text().nullable(), "The thread that it continues."),
        need("text", text().example("The nightly report is ready."), "What a reader sees."),
        need("actions", list(ref("OfferedAction")).example(List.of()), "What can be pressed."),
        need("notified", list(text()).example(List.of()), "Whom the platform would notify."),
        need("files", list(text()).example(List.of()), "Addresses of files that it would show."),
        need("platform_message_id", text().example("1700000000.000100"), "As it was answered."),
        need("received_at", past(), "When."),
        need("edited_at", past().nullable(), "When it was last edited."),
        need("deleted", flag(), "Whether it was deleted."),
        need("key", text().nullable(), "The platform's idempotency key, where it has one."),
        need("raw", text().example("{\"channel\":\"C0GENERAL\"}"), "The request's body."));
  }

  private static Schema offered() {
    return RecordSchema.of(
        OfferedAction.class,
        need("kind", words(List.of("button", "link", "option")), "What it is."),
        note("id", "The platform's own name for it."),
        note("label", "What the reader sees.", "Approve"),
        note("value", "What a press carries back, or where a link leads.", "approve"));
  }

  private static Schema misbehaviour() {
    return Schema.object(
        need("platform", text(64).example("telegram"), "Which pretend platform."),
        need("mode", words(MODES), "How: `timeout` and `reset` happen after it has arrived."),
        need("rate", number().between(0, 1).example(0.25), "The share of calls that it strikes."),
        may("retry_after", whole().between(1, 86_400).usual(1), "In seconds; for rate_limit."),
        may("recipient_id", text(255).example("4711"), "Strikes only these; left out: all."));
  }
}
