package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.any;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.message.Format;
import dev.caravan.template.Name;
import dev.caravan.web.RenderingJson;
import dev.caravan.web.TemplateJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/templates}. */
final class TemplateOperations {
  private static final String TEXT =
      "Order {{order}} is on its way{{#carrier}} with {{.}}{{/carrier}}.";
  private static final Map<String, Object> VARIABLES = Map.of("order", 4711, "carrier", "DHL");

  /** Either way of naming a template. */
  private static final List<Map<String, Object>> ONE_OF_BOTH =
      List.of(
          Map.of("required", List.of("template")), Map.of("required", List.of("template_name")));

  static final Tag TAG =
      new Tag(
          "Templates",
          "Texts with variables, in mustache: by name, with every version kept, or written where a content is.",
          schemas(),
          List.of(
              named(
                      "put-template",
                      "Writes the next version of a template; its name means this one from now on. What is the newest version already is not written again, so templates can live in git. Messages keep the texts that they have.")
                  .body("NewTemplate", Map.of("template", TEXT, "description", "Sent on dispatch."))
                  .answer(200, "It is the newest version.", "WrittenTemplate")
                  .answer(201, "It is made.", "WrittenTemplate"),
              named(
                      "delete-template",
                      "Takes a name away: nothing can be said by it any more. Its versions stay, for messages name them; they count on where it is written again.")
                  .answer(200, "It is gone; this is what it was.", "Template")
                  .refuses(404, "There is no such template; the nearest name is told."),
              Operation.of(
                      "render-template",
                      "Says what a template would say. Nothing is kept or sent; every variable that is missing is told at once.")
                  .body("TemplateDraft", Map.of("template", TEXT, "template_variables", VARIABLES))
                  .answer(200, "Its text.", "Rendering"),
              Operation.of("list-templates", "All templates, in the order of their names.")
                  .query(SharedSchemas.paging(text(128)))
                  .answer(200, "A page of them, the newest version of each.", "TemplatePage"),
              named("get-template", "One template.")
                  .answer(200, "Its newest version.", "Template")
                  .refuses(404, "There is no such template; the nearest name is told."),
              named(
                      "list-template-versions",
                      "All versions of a template, the newest first; of a deleted one too.")
                  .query(SharedSchemas.paging(text(10)))
                  .answer(200, "A page of them.", "TemplatePage")
                  .refuses(404, "There was never such a template; the nearest name is told."),
              named("get-template-version", "One version of a template, of a deleted one too.")
                  .path("n", whole().between(1, 999_999_999).example(1), "Its number.")
                  .answer(200, "The version.", "Template")
                  .refuses(404, "There is no such version.")));

  private TemplateOperations() {}

  private static Operation named(String id, String about) {
    return Operation.of(id, about)
        .path("name", text(128).example("order-update"), "The template's name.");
  }

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("NewTemplate", written());
    schemas.put("Template", Schema.object(shown()));
    List<Field> answered = new ArrayList<>(shown());
    answered.add(warnings());
    schemas.put("WrittenTemplate", Schema.object(answered));
    schemas.put("TemplatePage", SharedSchemas.page("Template"));
    schemas.put(
        "TemplateVariable",
        RecordSchema.of(
            TemplateJson.VariableJson.class,
            note("name", "As the template writes it.", "order"),
            need(
                "need",
                word(Name.Need.class),
                "What becomes of the template where it is not given.")));
    schemas.put("TemplateDraft", draft());
    schemas.put("Rendering", rendering());
    return schemas;
  }

  private static Schema written() {
    return Schema.object(
        need(
            "template",
            text(100_000).example(TEXT),
            "Mustache, at most 64 KiB: {{name}}, {{{name}}} unescaped, {{#name}}…{{/name}} sections and {{^name}}…{{/name}} where there is nothing."),
        may(
            "format",
            word(Format.class).usual("plain"),
            "Of the texts that are made of it; values are escaped for it."),
        may("description", text(2_000).example("Sent on dispatch."), "What it is for."),
        may(
            "defaults",
            any().example(Map.of("carrier", "DHL")),
            "What stands in for variables that are not given."),
        may("name", text(128).example("order-update"), "May be left out; the path says it."));
  }

  private static List<Field> shown() {
    return RecordSchema.fields(
        TemplateJson.class,
        note("name", "Its name.", "order-update"),
        note("version", "Its number, from 1.", 3),
        note("template", "The mustache text.", TEXT),
        need("format", word(Format.class), "Of the texts that are made of it."),
        note("description", "What it is for.", "Sent on dispatch."),
        note("defaults", "What stands in for variables that are not given.", Map.of()),
        need("variables", list(ref("TemplateVariable")), "What it asks for, in its order."),
        need("created_at", past(), "When this version was written."),
        note("created_by", "Whose key wrote it.", "admin"));
  }

  private static Field warnings() {
    return need(
        "warnings",
        list(text().example("'defaults' has 'carier', which the template does not ask for.")),
        "What is given and not asked for.");
  }

  private static Schema draft() {
    List<Field> fields = new ArrayList<>(asked());
    fields.add(
        may("format", word(Format.class), "Left out: as the named template says, or plain."));
    fields.add(
        may("agent_id", text(255).example("autonomous"), "Who would say it, for agent_name."));
    return Schema.object(fields).with("anyOf", ONE_OF_BOTH);
  }

  /** The fields that stand in the place of a content. */
  static List<Field> asked() {
    return List.of(
        may(
            "template",
            text(100_000).example(TEXT),
            "A mustache text that the content is made of; in its place."),
        may(
            "template_name",
            text(128).example("order-update"),
            "A named template that the content is made of; in its place."),
        may(
            "template_variables",
            any().example(VARIABLES),
            "What the template is filled with: texts, numbers, booleans, lists and objects; 64 KiB as JSON. It also knows date, time, datetime, iso_datetime, timezone, agent_name and run_count."),
        may(
            "timezone",
            text(64).usual("UTC").example("Europe/Berlin"),
            "In which its dates and times are told, by its name in the IANA database."));
  }

  private static Schema rendering() {
    return RecordSchema.of(
        RenderingJson.class,
        note("text", "What it says.", "Order 4711 is on its way with DHL."),
        need("format", word(Format.class), "How that is to be read."),
        note("template_name", "The named template; null where the text was given.", "order-update"),
        note("template_version", "Its version; null where the text was given.", 3),
        need("variables", list(ref("TemplateVariable")), "What it asks for, in its order."),
        warnings());
  }
}
