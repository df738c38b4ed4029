package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.web.NodeSteps.DrainedJson;
import dev.caravan.web.NodeSteps.NodeJson;
import dev.caravan.web.NodeSteps.UndrainedJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/nodes}. */
final class NodeOperations {
  private static final String NODE = "hub-1";

  static final Tag TAG =
      new Tag(
          "Nodes",
          "The hubs on this database, and taking one out of work.",
          schemas(),
          List.of(
              Operation.of(
                      "list-nodes",
                      "Every hub on this database that was seen within a week, in the order in which they started.")
                  .whole()
                  .answer(200, "All of them.", "NodePage"),
              Operation.of(
                      "drain-node",
                      "Takes the node that answers out of work: it takes no messages any more (503 `draining`) and is not ready, begins no send, lets what is in flight end, and gives each connection up as soon as it has nothing in flight, so that another node goes on with it at once. It goes on answering every other call. A restart has it work again.")
                  .query(
                      may(
                          "wait",
                          Schema.duration(),
                          "How long what is in flight is waited for, at most 30s, which is the default. What has not ended by then is settled when it ends."))
                  .answer(200, "It is out of work.", "Drained"),
              Operation.of(
                      "undrain-node",
                      "Has the node that answers work again: it takes messages at once, and those connections that no other node owns.")
                  .answer(200, "It works.", "Undrained")));

  private NodeOperations() {}

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "Node",
        RecordSchema.of(
            NodeJson.class,
            note("id", "Its name: `caravan.node`, else its host and process.", NODE),
            note("self", "Whether it is the one that answers."),
            need("since", past(), "When it started."),
            need("last_beat_at", past(), "When it was last seen; each second while it lives."),
            note("alive", "Whether that is less than 10 s ago."),
            note("draining", "Whether it has been taken out of work."),
            note("connections", "Those that it sends for.", List.of("slack")),
            note("version", "Which hub it runs; empty: it has not said.", "0.1.0")));
    schemas.put("NodePage", SharedSchemas.page("Node"));
    schemas.put(
        "Drained",
        RecordSchema.of(
            DrainedJson.class,
            note("id", "The node's name.", NODE),
            note("draining", "False where somebody had it work again meanwhile."),
            note("in_flight", "How many messages were being sent when it began.", 3),
            note("remaining", "How many of them had not ended yet when it answered.", 0),
            note("released", "The connections that it gave up.", List.of("slack"))));
    schemas.put(
        "Undrained",
        RecordSchema.of(
            UndrainedJson.class,
            note("id", "The node's name.", NODE),
            note("draining", "That it is not.")));
    return schemas;
  }
}
