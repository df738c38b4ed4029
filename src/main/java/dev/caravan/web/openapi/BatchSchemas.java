package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.uuid;

import dev.caravan.web.BatchJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of a message to a group. */
final class BatchSchemas {
  private BatchSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "GroupBatch",
        RecordSchema.of(
            BatchJson.class,
            need(
                "batch_id",
                uuid().example(SharedSchemas.ID),
                "What its messages have in common; null for a dry run."),
            note("contact", "The group.", "ops"),
            need("items", list(ref("GroupBatchItem")), "One a member, its groups' members too.")));
    schemas.put("GroupBatchItem", item());
    return schemas;
  }

  private static Schema item() {
    return RecordSchema.of(
        BatchJson.ItemJson.class,
        note("contact", "The member.", "bob"),
        note("status", "The status that the message would have been answered with alone.", 201),
        need(
            "message",
            Schema.object(MessageSchemas.message()).nullable(),
            "Their message; null where none is stored."),
        need(
            "rehearsal",
            RehearsalSchemas.rehearsal().nullable(),
            "What would become of it; null unless this is a dry run."),
        need(
            "errors",
            list(ref("Fault")).example(List.of()),
            "Why none is stored: of a denial its reason, else why they cannot be reached."),
        note("warnings", "What to know of their message.", List.of()));
  }
}
