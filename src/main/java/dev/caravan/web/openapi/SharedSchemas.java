package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.instant;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.uuid;
import static dev.caravan.web.openapi.Schema.whole;

import dev.caravan.message.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every tag's operations share: errors, pages, ids and moments. */
final class SharedSchemas {
  static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";
  static final String PAST = "2026-03-02T08:15:30Z";

  /** Always later than the hub's clock. */
  static final String LATER = "2099-12-24T18:00:00Z";

  private SharedSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("Problem", Schema.object(problem()));
    schemas.put(
        "Fault",
        RecordSchema.of(
            Fault.class,
            note("field", "Where, in the caller's own spelling; empty for the whole.", "content"),
            note("code", "Stable, for programs; docs/ERRORS.md lists every one.", "required"),
            note(
                "message",
                "The value, the rule and the remedy, for people.",
                "'content' is required, for example \"Hello\".")));
    return schemas;
  }

  /** The fields of a problem, for answers that say more. */
  static List<Field> problem() {
    return new ArrayList<>(
        List.of(
            need("type", text().example("about:blank"), "The kind, as RFC 9457 has it."),
            need("title", text().example("Invalid request"), "The status in words."),
            need("status", whole().example(422), "The HTTP status once more."),
            need(
                "detail",
                text().example("'content' is required, for example \"Hello\"."),
                "Everything that is wrong, for people."),
            need("errors", list(ref("Fault")), "Everything that is wrong, for programs."),
            need("request_id", text().example(ID), "The request's id, as in X-Request-Id.")));
  }

  /** A list as every answer has it. */
  static Schema page(String items) {
    return Schema.object(
        need("items", list(ref(items)), "At most as many as asked for."),
        need(
            "next",
            text().nullable(),
            "The cursor of the next page; null at the end, and where a list has one page alone. A page with fewer items than asked for is not the end."));
  }

  static Schema id() {
    return uuid().example(ID);
  }

  static Schema past() {
    return instant().example(PAST);
  }

  static Schema later() {
    return instant().example(LATER);
  }

  /** How many items a page has, and where it begins. */
  static Field[] paging(Schema cursor) {
    return new Field[] {
      Field.may("limit", whole().between(1, 500).usual(100), "How many items at most."),
      Field.may("cursor", cursor, "The `next` of the page before.")
    };
  }
}
