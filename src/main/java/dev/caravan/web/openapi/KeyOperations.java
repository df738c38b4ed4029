package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.later;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.web.KeySteps.CallLimitJson;
import dev.caravan.web.KeySteps.KeyJson;
import dev.caravan.web.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/keys}. */
final class KeyOperations {
  static final Tag TAG =
      new Tag(
          "Keys",
          "Who may call: one key a caller, with one role.",
          schemas(),
          List.of(
              Operation.of(
                      "create-key",
                      "Makes a key. The answer alone shows it: the hub keeps its SHA-256.")
                  .body("NewKey", Map.of("name", "nightly-report", "role", "sender"))
                  .answer(201, "It is made.", "MadeKey")
                  .refuses(409, "A key that is not revoked has this name.")
                  .refuses(404, "There is no such agent."),
              Operation.of("list-keys", "Every key that is not revoked, without its secret.")
                  .whole()
                  .answer(200, "All of them.", "KeyPage"),
              Operation.of("revoke-key", "Ends a key for good, on every node within a second.")
                  .path("id", id(), "The key's id.")
                  .answer(200, "It is revoked.", "RevokedKey")));

  private KeyOperations() {}

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "NewKey",
        Schema.object(
            need("name", text(128).example("nightly-report"), "In rows and in the trail."),
            need("role", word(Role.class).example("sender"), "What it may do."),
            may(
                "agent_id",
                text(255).example("autonomous"),
                "The one agent it may speak as: for the role agent alone, and required there."),
            may(
                "limit",
                ref("NewCallLimit"),
                "How often it may call; left out: as `caravan.api.limit` says."),
            may("expires_at", later(), "When it ends by itself; left out: never.")));
    schemas.put(
        "NewCallLimit",
        Schema.object(
            need("count", whole().example(600), "So many calls at once, from 1 to 1,000,000, …"),
            need("per", Schema.duration(), "… which come back evenly over this, from 1s to 1d.")));
    List<Field> key = key();
    schemas.put("Key", Schema.object(key));
    List<Field> made = new ArrayList<>(key);
    made.add(need("key", text().example("cvn_..."), "The key itself, shown this once."));
    schemas.put("MadeKey", Schema.object(made));
    schemas.put("KeyPage", SharedSchemas.page("Key"));
    schemas.put(
        "RevokedKey",
        Schema.object(
            need("id", id(), "The key's id."),
            need("revoked", flag().example(true), "That it is.")));
    return schemas;
  }

  private static List<Field> key() {
    return RecordSchema.fields(
        KeyJson.class,
        need("id", id(), "Its id."),
        note("name", "In rows and in the trail.", "nightly-report"),
        need("role", word(Role.class).example("sender"), "What it may do."),
        need("agent_id", id(), "The one agent it may speak as; null for other roles."),
        need(
            "limit",
            callLimit().nullable(),
            "How often it may call; null: as `caravan.api.limit` says."),
        note("created_by", "Who made it.", "admin"),
        need("created_at", past(), "When."),
        note("expires_at", "When it ends by itself; null: never."),
        note("last_used_at", "When it was last seen, to the second or so; null: never."));
  }

  private static Schema callLimit() {
    return RecordSchema.of(
        CallLimitJson.class,
        note("count", "So many calls at once …", 600),
        note("per_seconds", "… which come back evenly over so many seconds.", 60));
  }
}
