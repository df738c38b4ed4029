package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.number;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.agent.Grant.Deed;
import dev.caravan.message.Maturity;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.web.AgentJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Agents as they are written and shown. */
final class AgentSchemas {
  private static final String FORM = "^[A-Za-z0-9][A-Za-z0-9_.:-]*$";
  private static final List<String> SENDING =
      List.of("allowed", "allowed_monitored", "needs_approval", "denied");

  private AgentSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    Schema name = text(128).with("pattern", FORM).example("reporter");
    Field maturity =
        need("maturity", word(Maturity.class).example("INTERN"), "How far it is trusted.");
    Field reason =
        may(
            "reason",
            text(2_000).example("Ten alerts without an edit."),
            "Why its maturity changes.");
    schemas.put("NewAgent", with(need("name", name, "Its name."), maturity));
    schemas.put("AgentByName", with(may("name", name, "As in the path."), maturity, reason));
    schemas.put(
        "AgentChange",
        with(
            may("name", name, "Another name."),
            may("maturity", word(Maturity.class), "Another maturity, with a `reason`."),
            reason));
    schemas.put("NewGrant", newGrant());
    schemas.put("Agent", agent());
    schemas.put("Grant", grant());
    schemas.put("AgentPage", SharedSchemas.page("Agent"));
    schemas.put("AgentReach", reach());
    schemas.put("Reach", on());
    schemas.put("PlatformCan", can());
    return schemas;
  }

  private static Schema with(Field... first) {
    List<Field> fields = new ArrayList<>(List.of(first));
    fields.add(
        may("confidence_score", number().between(0, 1).example(0.9), "What others found of it."));
    fields.add(
        may(
            "capabilities",
            list(text(128)).most(100).example(List.of("reports")),
            "What it can do, in words of the site's own."));
    fields.add(may("max_load", whole().between(1, 1_000).usual(5), "How many tasks at once."));
    fields.add(
        may("endpoint", text(2_000).example("https://example.org/agent"), "Where it is called."));
    fields.add(
        may(
            "grants",
            list(ref("NewGrant")).most(100),
            "Where it may do what; left out for a new agent: everything anywhere but mention_all."));
    return Schema.object(fields);
  }

  private static Schema newGrant() {
    return Schema.object(
        may("platform", text(64).example("slack"), "Only there; left out: everywhere."),
        may("connection", text(255).example("slack"), "Only there; left out: everywhere."),
        may("actions", deeds(), "What it may do there."));
  }

  private static Schema deeds() {
    return list(word(Deed.class)).most(10).example(List.of("send"));
  }

  private static Schema agent() {
    return RecordSchema.of(
        AgentJson.class,
        need("id", id(), "Its id."),
        note("name", "Its name, unique among the living.", "reporter"),
        need("maturity", word(Maturity.class).example("INTERN"), "How far it is trusted."),
        note("confidence_score", "From 0 to 1; null where nobody said."),
        note("capabilities", "What it can do.", List.of("reports")),
        note("max_load", "How many tasks at once.", 5),
        note("endpoint", "Where it is called."),
        need("grants", list(ref("Grant")), "Where it may do what."),
        note("version", "Grows by one with each change.", 1),
        need("created_at", past(), "When it was made."),
        need("updated_at", past(), "When it last changed."),
        note("retired_at", "When it was retired; null while it lives."));
  }

  private static Schema grant() {
    return RecordSchema.of(
        AgentJson.GrantJson.class,
        note("platform", "Only there; null: everywhere."),
        note("connection", "Only there; null: everywhere."),
        need("actions", deeds(), "What it may do there."));
  }

  private static Schema reach() {
    return Schema.object(
        need("agent_id", id(), "The agent."),
        need("agent_name", text().example("autonomous"), "Its name."),
        need("maturity", word(Maturity.class).example("AUTONOMOUS"), "How far it is trusted."),
        need("connections", list(ref("Reach")), "Every connection of the hub."));
  }

  private static Schema on() {
    return Schema.object(
        need("connection", text().example("slack"), "Which."),
        need("platform", text().example("slack"), "Of which platform."),
        need("granted", deeds(), "What its grants allow there."),
        need("send", words(SENDING), "What becomes of what it sends."),
        may("platform_can", ref("PlatformCan"), "What the platform can do."));
  }

  private static Schema can() {
    return Schema.object(
        need("text_limit", whole().example(4_000), "The most a single message holds."),
        need("buttons", whole().example(25), "The most buttons of a message."),
        need("select_options", whole().example(100), "The most options of a select."),
        need(
            "features",
            list(word(Feature.class)).example(List.of("threads")),
            "What it can do beyond text."));
  }
}
