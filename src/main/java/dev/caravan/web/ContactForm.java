package dev.caravan.web;

import dev.caravan.contact.Contact;
import dev.caravan.contact.Contacts;
import dev.caravan.contact.RecipientPolicy;
import dev.caravan.governance.Destinations;
import dev.caravan.message.Form;
import dev.caravan.message.Target;
import dev.caravan.message.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a contact: a person with addresses, or a group with members. */
final class ContactForm {
  static final int LONGEST_NAME = 128;
  private static final int LONGEST_ID = 255;
  private static final int MOST_ADDRESSES = 20;
  private static final int MOST_MEMBERS = 1_000;

  private final Destinations destinations;

  ContactForm(Destinations destinations) {
    this.destinations = destinations;
  }

  /** What the contact of this name is to be; throws with every fault. */
  Contacts.Wish read(String name, Map<?, ?> body) {
    Form form = new Form(body);
    checkName(form, name);
    String written = form.text("name", LONGEST_NAME);
    if (written != null && !written.equals(name)) {
      form.fault(
          "name",
          "contradiction",
          "'name' is '"
              + Texts.shown(written)
              + "', but the path says '"
              + name
              + "'; leave it out.");
    }
    List<Target.Lane> addresses = addresses(form);
    List<String> members = form.texts("members", MOST_MEMBERS, LONGEST_NAME);
    RecipientPolicy policy = PolicyForm.read(form, body).over(RecipientPolicy.NONE);
    PolicyForm.lacking(policy)
        .filter(f -> !form.faulty(f.field()))
        .ifPresent(f -> form.fault(f.field(), f.code(), f.message()));
    Contact.Profile profile = new Contact.Profile(locale(form), policy);
    checkKind(form, members);
    form.done();
    return new Contacts.Wish(name, addresses, members.stream().distinct().toList(), profile);
  }

  private static void checkName(Form form, String name) {
    if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z0-9][A-Za-z0-9_.@:-]*")) {
      form.fault(
          "name",
          "form",
          "The path's name is '%s'; write at most %d letters, digits, and . _ @ : - after the first, for example bob."
              .formatted(Texts.shown(name), LONGEST_NAME));
    }
  }

  private static void checkKind(Form form, List<String> members) {
    if (!form.has("addresses") && !form.has("members")) {
      form.fault(
          "addresses",
          "required",
          "A contact has 'addresses', or 'members', for example [{\"connection\": \"slack\", \"recipient_id\": \"U0BOB\"}].");
    }
    if (members.isEmpty()) {
      return;
    }
    for (String own : List.of("addresses", "quiet_hours", "frequency", "opted_out")) {
      if (form.has(own)) {
        form.fault(
            own,
            "contradiction",
            "A contact with 'members' is a group, and '"
                + own
                + "' belongs to people; leave one of them out.");
      }
    }
  }

  private List<Target.Lane> addresses(Form form) {
    List<Target.Lane> addresses = new ArrayList<>();
    List<Form> written = form.forms("addresses", MOST_ADDRESSES);
    for (Form one : written) {
      Target.Lane lane =
          new Target.Lane(
              one.need("connection", LONGEST_ID, "slack"),
              one.need("recipient_id", LONGEST_ID, "U0BOB"));
      one.refuseUnknown();
      if (!lane.connection().isEmpty() && !lane.recipientId().isEmpty()) {
        destinations.unreachable(lane).ifPresent(f -> one.fault(f.field(), f.code(), f.message()));
      }
      if (addresses.contains(lane)) {
        one.fault(
            "recipient_id", "duplicate", "Two addresses are the same; leave one of them out.");
      }
      addresses.add(lane);
    }
    if (form.has("addresses") && written.isEmpty() && !form.has("members")) {
      form.fault(
          "addresses", "required", "'addresses' is empty; write one at least, or 'members'.");
    }
    return addresses;
  }

  private static @Nullable String locale(Form form) {
    String locale = form.text("locale", 35);
    // RFC 5646, as far as its shape goes.
    if (locale != null && !locale.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
      form.fault(
          "locale",
          "form",
          "'locale' is '"
              + Texts.shown(locale)
              + "'; write a language tag, for example de or pt-BR.");
    }
    return locale;
  }
}
