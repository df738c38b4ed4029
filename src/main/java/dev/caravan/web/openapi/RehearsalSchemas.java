package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.any;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.words;

import dev.caravan.message.Status;
import dev.caravan.platform.preview.Preview;
import dev.caravan.web.RehearsalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Previews and dry runs: what would become of a message. */
final class RehearsalSchemas {
  private static final List<String> STARTS =
      List.of(Status.APPROVED.word(), Status.PENDING.word(), Status.DENIED.word());
  private static final Map<String, Object> BODY =
      Map.of("channel", "C0GENERAL", "text", "The nightly report is ready.");

  private RehearsalSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("PreviewRequest", request());
    schemas.put("Preview", preview());
    schemas.put("PreviewPage", SharedSchemas.page("Preview"));
    schemas.put("Rehearsal", rehearsal());
    schemas.put("LimitLeft", limit());
    return schemas;
  }

  private static Schema request() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        may(
            "platforms",
            list(text(64).example("slack")).most(50),
            "On which platforms; GET /api/v1/platforms lists them. One at least, or a `contact`."));
    fields.add(
        may(
            "contact",
            text(128).example("bob"),
            "Whom it would go to instead: one preview for a person, and one a member for a group."));
    fields.add(
        may("recipient_id", text(255).example("C0GENERAL"), "To whom; left out: to nobody named."));
    fields.addAll(SubmissionSchemas.content());
    return Schema.object(fields).with("anyOf", SubmissionSchemas.saying());
  }

  private static Schema preview() {
    return RecordSchema.of(
        Preview.class,
        note("platform", "On which platform.", "slack"),
        need(
            "parts",
            list(any().example(BODY)),
            "The body of each message that would be posted, in their order."),
        need(
            "template",
            any().nullable(),
            "The body that would go instead while the recipient's window is closed; null: none."),
        note("warnings", "What a reader would miss or find otherwise.", List.of()));
  }

  static Schema rehearsal() {
    return RecordSchema.of(
        RehearsalJson.class,
        need("status_would_be", words(STARTS), "Where the message would stand."),
        need("decision", ref("Decision"), "What governance would say."),
        need("rendering", ref("Preview"), "What the platform would be sent."),
        note("warnings", "What to know besides the rendering's own warnings.", List.of()),
        need("limits", list(ref("LimitLeft")), "What the connection and the recipient keep to."),
        note("closed_until", "Until when the platform asked for silence; null: it did not."));
  }

  private static Schema limit() {
    return RecordSchema.of(
        RehearsalJson.LimitLeft.class,
        need("scope", words(List.of("connection", "recipient")), "Whom it binds."),
        note("count", "So many …", 1),
        note("per_seconds", "… in any window of this length.", 1.0),
        note("burst", "At once.", 1),
        note(
            "left",
            "What all limits of the scope together allow now; null where another node sends."));
  }
}
