package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.later;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.governance.Stop;
import dev.caravan.web.StopSteps.StopJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/governance}. */
final class GovernanceOperations {
  private static final List<String> ON_LIFT = List.of("send", "expire_older_than");
  private static final String VALUE =
      "The platform, the connection, the agent's id or name, or the label as `name` or `name=value`; none for the scope all.";

  static final Tag TAG =
      new Tag(
          "Governance",
          "The kill switch.",
          schemas(),
          List.of(
              Operation.of(
                      "pull-stop",
                      "Stops what it covers: here when this answers, on every node within a second. What is stopped waits and is lost only if `on_lift` says so.")
                  .body(
                      "NewStop",
                      Map.of(
                          "scope", "connection",
                          "value", "slack",
                          "reason", "Wrong prices went out."))
                  .answer(201, "It is in force.", "Stop"),
              Operation.of("list-stops", "The stops in force, oldest first.")
                  .whole()
                  .answer(200, "All of them.", "StopPage"),
              Operation.of("lift-stop", "Lifts a stop; what it held goes or expires.")
                  .path("id", id(), "The stop's id.")
                  .answer(200, "It is lifted.", "LiftedStop")));

  private GovernanceOperations() {}

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "NewStop",
        Schema.object(
            need("scope", word(Stop.Scope.class).example("connection"), "What kind of thing."),
            may("value", text(600).example("slack"), VALUE),
            need(
                "reason",
                text(2_000).example("Wrong prices went out."),
                "Shown wherever it bites."),
            may("on_lift", words(ON_LIFT).usual("send"), "What becomes of what it held."),
            may("older_than", Schema.duration(), "The age, for expire_older_than alone."),
            may("expires_at", later(), "When it ends by itself; left out: never.")));
    schemas.put("Stop", stop());
    schemas.put("StopPage", SharedSchemas.page("Stop"));
    schemas.put(
        "LiftedStop",
        Schema.object(
            need("id", id(), "The stop's id."),
            need("will_go", whole().example(3), "How many messages go now."),
            need("expired", whole().example(0), "How many expired.")));
    return schemas;
  }

  private static Schema stop() {
    return RecordSchema.of(
        StopJson.class,
        need("id", id(), "Its id."),
        need("scope", word(Stop.Scope.class).example("connection"), "What kind of thing."),
        note("value", VALUE),
        note("agent_id", "The agent that it covers, whatever it is called later; else null."),
        note("reason", "Why.", "Wrong prices went out."),
        need("on_lift", words(ON_LIFT), "What becomes of what it held."),
        note("older_than_seconds", "The age, for expire_older_than alone."),
        note("created_by", "Who pulled it.", "admin"),
        need("created_at", past(), "When."),
        note("expires_at", "When it ends by itself; null: never."));
  }
}
