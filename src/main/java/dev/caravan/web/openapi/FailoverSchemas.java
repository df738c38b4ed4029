package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.message.Reason;
import dev.caravan.web.TargetJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a message goes instead, as it is asked for and as it is shown. */
final class FailoverSchemas {
  private FailoverSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "Target",
        RecordSchema.of(
            TargetJson.class,
            note("platform", "The platform.", "telegram"),
            note("connection", "The connection.", "telegram"),
            note("recipient_id", "Who is written to there.", "42"),
            note("thread_id", "The thread that is continued there.")));
    schemas.put(
        "Hop",
        RecordSchema.of(
            TargetJson.HopJson.class,
            need("from", ref("Target"), "Where it was to go."),
            need("to", ref("Target"), "Where it went instead."),
            need("reason", word(Reason.class), "Why."),
            need("at", past(), "When.")));
    schemas.put(
        "SubmittedTarget",
        Schema.object(
                may(
                    "platform",
                    text(64).example("telegram"),
                    "Through which platform: its default connection is taken."),
                may("connection", text(255).example("telegram"), "Through which connection."),
                need("recipient_id", text(255).example("42"), "To whom, as named there."),
                may("thread_id", text(255).example("7"), "The thread that it continues there."))
            .about("Either `platform` or `connection` says where; a connection comes once."));
    return schemas;
  }

  /** The fields of a submission. */
  static List<Field> submitted() {
    return List.of(
        may(
            "failover",
            list(ref("SubmittedTarget")).most(5),
            "Where it goes instead, in this order, once its connection's breaker is open or its credential refused, or it has failed for `failover_after`; never once it may have arrived. Judged again there."),
        may(
            "failover_after",
            Schema.duration(10, 86_400).usual("5m"),
            "How long its connection may fail before it goes on; 10s to 24h."));
  }
}
