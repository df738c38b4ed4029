package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.web.ContactJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/contacts}. */
final class ContactOperations {
  private static final Map<String, String> ADDRESS =
      Map.of("connection", "slack", "recipient_id", "U0BOB");

  static final Tag TAG =
      new Tag(
          "Contacts",
          "People and groups by name: where they are reached, and what they ask of whoever writes to them.",
          schemas(),
          List.of(
              named(
                      "put-contact",
                      "Makes the contact of a name or replaces it whole; so contacts can live in git. A person has `addresses`, a group has `members`.")
                  .body("NewContact", Map.of("addresses", List.of(ADDRESS)))
                  .answer(200, "It is replaced.", "Contact")
                  .answer(201, "It is made.", "Contact"),
              named(
                      "delete-contact",
                      "Takes a contact away, with all that is known of it but its messages.")
                  .answer(200, "It is gone; this is what it was.", "Contact")
                  .refuses(404, "There is no such contact; the nearest name is told.")
                  .refuses(409, "It is a member of a group; the message names the groups."),
              Operation.of("list-contacts", "All contacts, in the order of their names.")
                  .query(SharedSchemas.paging(text(128)))
                  .answer(200, "A page of them.", "ContactPage"),
              named("get-contact", "One contact.")
                  .answer(200, "The contact.", "Contact")
                  .refuses(404, "There is no such contact; the nearest name is told.")));

  private ContactOperations() {}

  private static Operation named(String id, String about) {
    return Operation.of(id, about).path("name", text(128).example("bob"), "The contact's name.");
  }

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>(PolicySchemas.all());
    schemas.put("NewContact", written());
    schemas.put(
        "ContactAddress",
        Schema.object(
            need("connection", text(255).example("slack"), "Through which connection."),
            need("recipient_id", text(255).example("U0BOB"), "Who, as the platform names them.")));
    schemas.put("Contact", contact());
    schemas.put("ContactPage", SharedSchemas.page("Contact"));
    return schemas;
  }

  private static Schema written() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        may(
            "addresses",
            list(ref("ContactAddress")).most(20),
            "Where a person is reached, the first choice first."));
    fields.add(
        may(
            "members",
            list(text(128).example("bob")).most(1_000),
            "A group's contacts, people and groups, which must be there."));
    fields.add(may("name", text(128).example("bob"), "May be left out; the path says it."));
    fields.add(may("locale", text(35).example("de"), "Their language, a BCP 47 tag."));
    fields.addAll(PolicySchemas.written());
    return Schema.object(fields);
  }

  private static Schema contact() {
    List<Field> notes =
        new ArrayList<>(
            List.of(
                need("id", id(), "Its id; the trail names it by this."),
                note("name", "Its name.", "bob"),
                need("addresses", list(ref("ContactAddress")), "Where a person is reached."),
                note("members", "A group's contacts; empty for a person.", List.of()),
                note("locale", "Their language; null: not known.", "de"),
                note("opted_out", "Whether they want nothing at all."),
                need("created_at", past(), "When it was made."),
                need("updated_at", past(), "When it was last put.")));
    notes.addAll(List.of(PolicySchemas.noted()));
    return RecordSchema.of(ContactJson.class, notes.toArray(Field[]::new));
  }
}
