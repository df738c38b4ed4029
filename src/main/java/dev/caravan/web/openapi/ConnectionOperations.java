package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.Schema.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/connections}. */
final class ConnectionOperations {
  static final Tag TAG =
      new Tag(
          "Connections",
          "The accounts that messages go through.",
          schemas(),
          List.of(
              Operation.of(
                      "pause-connection",
                      "Pauses a connection: its messages wait, and none is lost. The hub pauses one by itself when the platform refuses its credential.")
                  .path("name", text(255).example("telegram"), "The connection's name.")
                  .body("NewPause", Map.of("reason", "The account is being moved."))
                  .answer(200, "It is paused.", "ConnectionPause"),
              Operation.of("resume-connection", "Lets a paused connection go on.")
                  .path("name", text(255).example("telegram"), "The connection's name.")
                  .answer(200, "It goes on.", "ConnectionPause")));

  private ConnectionOperations() {}

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "NewPause",
        Schema.object(
            need(
                "reason",
                text(2_000).example("The account is being moved."),
                "Shown wherever it bites.")));
    schemas.put(
        "ConnectionPause",
        Schema.object(
            need("connection", text().example("telegram"), "The connection."),
            need("paused", Schema.flag(), "Whether it is paused now."),
            need("paused_by", text().nullable(), "Who paused it."),
            need("paused_why", text().nullable(), "Why.")));
    return schemas;
  }
}
