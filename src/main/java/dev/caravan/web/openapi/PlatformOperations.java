package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.LATER;
import static dev.caravan.web.openapi.SharedSchemas.later;

import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.web.PlatformJson;
import dev.caravan.web.RecipientJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/platforms} and {@code /api/v1/recipients}. */
final class PlatformOperations {
  static final Tag TAG =
      new Tag(
          "Platforms",
          "What the platforms can do, and what is known of who reads there.",
          schemas(),
          List.of(
              Operation.of(
                      "list-platforms",
                      "What each platform can do, the site's own too: the same records that its messages are rendered by.")
                  .whole()
                  .answer(200, "All of them.", "PlatformPage"),
              recipient(
                      "set-recipient",
                      "Sets what the body names and leaves the rest: until when anything may be written to a recipient, for a hub that does not receive their messages itself (a moment that is past closes the window), and what they ask of whoever writes to them (null takes away what was said before).")
                  .body("RecipientChange", Map.of("window_open_until", LATER))
                  .answer(200, "It is set.", "Recipient"),
              recipient(
                      "get-recipient",
                      "What is known of a recipient: their messaging window, whether they can be reached, and what they ask of whoever writes to them. One of whom nothing is known is answered too.")
                  .answer(200, "The recipient.", "Recipient")));

  private PlatformOperations() {}

  private static Operation recipient(String id, String about) {
    return Operation.of(id, about)
        .query(
            need("connection", text(255).example("telegram"), "Through which connection."),
            need("recipient_id", text(255).example("42"), "Who, as the platform names them."));
  }

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("Platform", platform());
    schemas.put("PlatformPage", SharedSchemas.page("Platform"));
    schemas.put("Recipient", recipient());
    schemas.put("RecipientChange", change());
    return schemas;
  }

  private static Schema platform() {
    return RecordSchema.of(
        PlatformJson.class,
        note("id", "The `platform` of a connection and of a message.", "slack"),
        note("name", "As its owner writes it.", "Slack"),
        note("regions", "Where its users mostly are.", "worldwide, at work"),
        note("text_limit", "The most a single message holds; longer texts are split.", 4_000),
        need("text_unit", word(TextUnit.class), "In what it counts."),
        note("buttons", "The most buttons of a message; more become numbered lines.", 25),
        note("select_options", "The most options of a select.", 100),
        need(
            "features", list(word(Feature.class)).example(List.of("threads")), "What else it can."),
        note(
            "window_seconds",
            "How long after a person's last message anything may be written to them; 0: at any time.",
            0),
        note(
            "idempotency_seconds",
            "How long it knows a repeated message by its key; 0: it takes no key.",
            0),
        need("limits", list(ref("Limit")), "What it publishes, the default of its connections."),
        note("webhooks", "How what it posts to the hub is authenticated; empty: it posts nothing."),
        note("base_url", "Where it is reached; empty: each connection says.", "https://slack.com"),
        note(
            "credentials_needed",
            "Sets of credentials, of which a connection has one whole.",
            List.of(List.of("botToken"))),
        note(
            "credentials_possible",
            "All credentials that a connection may have.",
            List.of("botToken", "signingSecret")));
  }

  private static Schema change() {
    List<Field> fields = new ArrayList<>();
    fields.add(may("window_open_until", later(), "Until when the window is open."));
    fields.addAll(PolicySchemas.written());
    return Schema.object(fields).about("One of them at least.");
  }

  private static Schema recipient() {
    List<Field> notes = new ArrayList<>(List.of(known()));
    notes.addAll(List.of(PolicySchemas.noted()));
    return RecordSchema.of(RecipientJson.class, notes.toArray(Field[]::new));
  }

  private static Field[] known() {
    return new Field[] {
      note("connection", "Through which connection.", "telegram"),
      note("recipient_id", "Who, as the platform names them.", "42"),
      need(
          "window",
          words(List.of("none", "open", "closed")),
          "Whether anything may be written to them now; none: the platform has no such rule."),
      note(
          "window_open_until",
          "Until when the window is, or was, open; null where it was never seen."),
      note("dead_since", "When the platform said that they cannot be reached; null: it did not."),
      note("dead_reason", "Why they cannot.", "recipient_unknown"),
      note("opted_out_at", "When they asked not to be written to; null: they did not."),
      note("moved_to", "The id under which they are reached now; null: this one."),
      note(
          "audit_subject",
          "Their name in the trail, which holds no ids of people.",
          "recipient:9f86d081884c7d659a2feaa0c55ad015"),
      note("updated_at", "When any of it last changed; null: nothing is known.")
    };
  }
}
