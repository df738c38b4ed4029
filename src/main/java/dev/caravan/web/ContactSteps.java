package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.contact.Contact;
import dev.caravan.contact.Contacts;
import dev.caravan.governance.Destinations;
import dev.caravan.message.Refused;
import dev.caravan.web.AnswerSteps.Answer;
import org.apache.camel.Exchange;

/** {@code /api/v1/contacts}: whom the hub knows by name. */
public final class ContactSteps {
  private final Contacts contacts;
  private final ContactForm forms;

  public ContactSteps(Contacts contacts, Destinations destinations) {
    this.contacts = contacts;
    this.forms = new ContactForm(destinations);
  }

  /** Makes or replaces the contact of a name, so that contacts can live in git. */
  public void put(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Contacts.Put put =
              contacts.put(
                  forms.read(request.path("name"), request.body()), request.principal().name());
          return new Answer(put.made() ? 201 : 200, ContactJson.of(put.contact()));
        });
  }

  /** All contacts, in the order of their names. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request ->
            new Pages.Named<>(ContactForm.LONGEST_NAME, contacts::page)
                .answer(request.query(), Contact::name, ContactJson::of));
  }

  /** One contact. */
  public void get(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String name = request.path("name");
          return Answer.ok(
              ContactJson.of(
                  contacts
                      .find(name)
                      .orElseThrow(() -> contacts.unknown(Refused.Kind.NOT_FOUND, "name", name))));
        });
  }

  /** Takes a contact away. */
  public void delete(Exchange exchange) {
    answer(
        exchange,
        request ->
            Answer.ok(
                ContactJson.of(contacts.delete(request.path("name"), request.principal().name()))));
  }
}
