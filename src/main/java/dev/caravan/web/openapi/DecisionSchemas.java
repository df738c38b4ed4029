package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.map;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.message.Action;
import dev.caravan.message.Attempt;
import dev.caravan.message.Part;
import dev.caravan.message.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands within a message: what decided, what was tried, what can be pressed. */
final class DecisionSchemas {
  private static final List<String> VERDICTS = List.of("allow", "defer", "hold", "deny");
  private static final List<String> OUTCOMES =
      List.of("sent", "retry", "limited", "rejected", "unknown");
  private static final String SENTENCE = "AUTONOMOUS agents may send.";

  /** Any SHA-256 will do: every release has another text. */
  private static final String POLICY_HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private static final String HELD = "INTERN agents may send only what a human has approved.";

  private DecisionSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("Decision", decision());
    schemas.put("Finding", finding());
    schemas.put("Attempt", attempt());
    schemas.put("AttemptResult", result());
    schemas.put("Part", part());
    schemas.put("Answer", answer());
    schemas.put("Action", Schema.oneOf(ref("Button"), ref("Select")));
    schemas.put("Button", button());
    schemas.put("Select", select());
    return schemas;
  }

  /** What an example says otherwise of a message that waits for a human. */
  static Map<String, Object> pending() {
    Map<String, Object> pending = new LinkedHashMap<>(waiting());
    pending.put("agent_name", "intern");
    pending.put("agent_maturity_level", "INTERN");
    return pending;
  }

  /** The same of why it waits. */
  static Map<String, Object> waiting() {
    Map<String, Object> waiting = new LinkedHashMap<>();
    waiting.put("status", "pending");
    waiting.put("waiting_for", "approval");
    waiting.put(
        "waiting_sentence",
        "A human must approve it: POST /api/v1/messaging/proactive/approve/"
            + SharedSchemas.ID
            + ".");
    waiting.put("decision", example("hold", "maturity_needs_approval", HELD, "INTERN"));
    return waiting;
  }

  /** As the built-in policy decides of a send by an agent of this maturity. */
  private static Map<String, Object> example(
      String verdict, String reason, String sentence, String maturity) {
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("verdict", verdict);
    decision.put("reason", reason);
    decision.put("sentence", sentence);
    decision.put("monitored", false);
    decision.put("rules", List.of(finding(verdict, reason, sentence, maturity)));
    decision.put("policy", "flow/govern.camel.yaml");
    decision.put("policy_hash", POLICY_HASH);
    decision.put("judged_at", SharedSchemas.PAST);
    return decision;
  }

  private static Map<String, Object> finding(
      String verdict, String reason, String sentence, String maturity) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("rule", "maturity");
    finding.put("verdict", verdict);
    finding.put("reason", reason);
    finding.put("sentence", sentence);
    finding.put("inputs", new TreeMap<>(Map.of("maturity", maturity, "origin", "send")));
    return finding;
  }

  private static List<Field> verdict() {
    return List.of(
        need("verdict", words(VERDICTS), "What is to happen; the strictest of all wins."),
        need("reason", word(Reason.class), "Why."),
        need("sentence", text().example(SENTENCE), "The same for people."),
        may("until", past(), "Until when it is deferred, where that is known."));
  }

  private static Schema decision() {
    List<Field> fields = new ArrayList<>(verdict());
    fields.add(need("monitored", flag(), "Whether a human is to watch it."));
    fields.add(need("rules", list(ref("Finding")), "All rules that spoke, in their order."));
    fields.add(need("policy", text().example("flow/govern.camel.yaml"), "The policy's file."));
    fields.add(need("policy_hash", text().example(POLICY_HASH), "Its text's SHA-256."));
    fields.add(need("judged_at", past(), "When."));
    return Schema.object(fields).example(example("allow", "fully_trusted", SENTENCE, "AUTONOMOUS"));
  }

  private static Schema finding() {
    List<Field> fields = new ArrayList<>(verdict());
    fields.add(0, need("rule", text().example("maturity"), "The rule that spoke."));
    fields.add(
        need(
            "inputs", map(text()).example(Map.of("maturity", "AUTONOMOUS")), "What it looked at."));
    return Schema.object(fields).example(finding("allow", "fully_trusted", SENTENCE, "AUTONOMOUS"));
  }

  private static Schema attempt() {
    return RecordSchema.of(
        Attempt.class,
        note("part", "Which part of the message, from 0.", 0),
        note("number", "Which try of that part, from 1.", 1),
        need("started_at", past(), "When the call began."),
        need("ended_at", past(), "When it ended."),
        note("node", "Which node of the hub made it.", "hub-1"),
        note("resend", "Whether an earlier try of the same part may have arrived."),
        need("result", ref("AttemptResult"), "How it ended."));
  }

  private static Schema result() {
    return RecordSchema.of(
        Attempt.Result.class,
        need("outcome", words(OUTCOMES), "How it ended."),
        need("reason", word(Reason.class), "Why, unless it was sent."),
        note("detail", "What the platform said."));
  }

  private static Schema part() {
    return RecordSchema.of(
        Part.class,
        note("platform_message_id", "The platform's name of it.", "1700000000.000100"),
        need("sent_at", past(), "When the platform took it."));
  }

  private static Schema answer() {
    return Schema.object(
        need("answer", words(List.of("approved", "rejected")), "Which of the two."),
        need("approver", text().example("key:mira"), "Whose key it came with."),
        need("on_behalf_of", text().nullable(), "In whose name, where an admin answered."),
        need("content_before", text().nullable(), "The text before it was edited."),
        need("content_after", text().nullable(), "The text after."),
        need("comment", text().nullable().example("Figures checked."), "What the human noted."),
        need("at", past(), "When."));
  }

  private static Schema button() {
    return Schema.object(
        need("type", words(List.of("button")), "That it is one."),
        need("id", text().example("approve"), "Comes back when it is pressed."),
        need("label", text().example("Approve"), "What the reader sees."),
        need("style", word(Action.Style.class), "How it looks."),
        need("url", text().nullable(), "Where it leads, if it is a link."));
  }

  private static Schema select() {
    return Schema.object(
        need("type", words(List.of("select")), "That it is one."),
        need("id", text().example("region"), "Comes back with what was chosen."),
        need("label", text().example("Region"), "What the reader sees."),
        need("options", list(ref("ActionOption")), "The choices."));
  }
}
