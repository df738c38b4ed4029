package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.number;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;

import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.web.RetryJson;
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
                      "list-connections",
                      "The accounts that messages go through, in the order of connections.yaml; of credentials their names alone.")
                  .whole()
                  .answer(200, "All of them.", "ConnectionPage"),
              named(
                      "test-connection",
                      "Asks the platform whose the credential is, by the same route as a message; nothing is posted. A paused connection is asked too.")
                  .answer(200, "What it said, or why it did not.", "ConnectionTest")
                  .refuses(409, "Its platform has no way to ask, as one without Java."),
              named(
                      "pause-connection",
                      "Pauses a connection: its messages wait, and none is lost. The hub pauses one by itself when the platform refuses its credential.")
                  .body("NewPause", Map.of("reason", "The account is being moved."))
                  .answer(200, "It is paused.", "ConnectionPause"),
              named("resume-connection", "Lets a paused connection go on.")
                  .answer(200, "It goes on.", "ConnectionPause")
                  .refuses(409, "It is not paused.")));

  private ConnectionOperations() {}

  private static Operation named(String id, String about) {
    return Operation.of(id, about)
        .path("name", text(255).example("telegram"), "The connection's name.")
        .refuses(404, "There is no such connection; the nearest name is told.");
  }

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("Connection", connection());
    schemas.put(
        "Retry",
        RecordSchema.of(
            RetryJson.class,
            note("attempts", "A dead letter was tried so often at least …", 5),
            note("age_seconds", "… and for so long since its first try.", 21_600.0),
            note("first_seconds", "The longest wait before the second try; it doubles.", 1.0),
            note("longest_seconds", "The longest wait of all.", 300.0)));
    schemas.put("ConnectionPage", SharedSchemas.page("Connection"));
    schemas.put("ConnectionTest", test());
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
            need("paused", flag(), "Whether it is paused now."),
            need("paused_by", text().nullable(), "Who paused it."),
            need("paused_why", text().nullable(), "Why.")));
    return schemas;
  }

  private static Schema connection() {
    return Schema.object(
        need("name", text().example("slack"), "Its name."),
        need("platform", text().example("slack"), "On which platform."),
        need("sandbox", flag(), "Whether it is pretended."),
        need("default", flag(), "Whether its platform's name alone means it."),
        need("base_url", text().example("https://slack.com"), "Where it is reached."),
        need(
            "credentials",
            list(text()).example(List.of("botToken")),
            "The names of its credentials."),
        need("limits", list(ref("Limit")), "What it keeps to."),
        need("headroom", number().example(0.9), "The share of the limits that is used."),
        need("adaptive", flag(), "Whether the share follows the successes."),
        need("adaptive_max", number().example(1.0), "What the share is multiplied by at most."),
        need("concurrency", ref("Calls"), "How many are sent at once."),
        need(
            "on_unknown",
            words(List.of("hold", "resend")),
            "What is done when an end was not seen and the platform knows no key to repeat it under."),
        need(
            "order",
            word(Connection.Order.class),
            "Whether messages wait behind one that waits for its next try."),
        need("retry", ref("Retry"), "How long a failed send is repeated."),
        need(
            "response_timeout_seconds",
            number().example(10.0),
            "How long an answer is waited for."),
        need("paused", flag(), "Whether it is paused now."),
        need("paused_by", text().nullable(), "Who paused it; `hub` for a refused credential."),
        need("paused_why", text().nullable(), "Why."),
        need("owner_node", text().nullable().example("hub-1"), "Which node sends for it."));
  }

  private static Schema test() {
    return Schema.object(
        need("connection", text().example("telegram"), "Which."),
        need("ok", flag(), "Whether the platform knows the credential."),
        need(
            "identity",
            text().nullable().example("@our_bot"),
            "Whose it is, as the platform says."),
        need("reason", word(Reason.class).nullable(), "Why it is not ok."),
        need("detail", text().nullable(), "The same for people."),
        need("took_ms", whole().example(120), "How long the answer took, in milliseconds."));
  }
}
