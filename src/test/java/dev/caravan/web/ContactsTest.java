package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/v1/contacts}: whom the hub knows by name. */
class ContactsTest {
  private static final String CONTACTS = "/api/v1/contacts/";
  private static final String BOB =
      "{\"addresses\": [{\"connection\": \"slack\", \"recipient_id\": \"U0BOB\"}]}";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
    put("bob", BOB);
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void a_contact_is_made_replaced_whole_shown_and_taken_away() {
    TestHub.Answer made =
        put(
            "carol",
            """
            {"addresses": [{"connection": "slack", "recipient_id": "U0CAROL"},
                           {"connection": "telegram", "recipient_id": "4711"}],
             "locale": "de", "timezone": "Europe/Berlin",
             "quiet_hours": {"from": "22:00", "to": "07:00", "days": ["sat", "fri"]},
             "frequency": [{"count": 3, "per": "1d"}]}""");

    assertThat(made.status()).isEqualTo(201);
    assertThat(hub.get(CONTACTS + "carol").body())
        .isEqualTo(made.body())
        .containsEntry("locale", "de")
        .containsEntry("opted_out", false)
        .containsEntry("members", List.of())
        .containsEntry(
            "quiet_hours",
            Map.of("from", "22:00", "to", "07:00", "days", List.of("fri", "sat"), "action", "hold"))
        .containsEntry("frequency", List.of(Map.of("count", 3, "per", "1d", "action", "hold")));

    TestHub.Answer replaced = put("carol", BOB);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.body())
        .containsEntry("id", made.text("id"))
        .containsEntry("created_at", made.text("created_at"))
        .containsEntry("locale", null)
        .containsEntry("quiet_hours", null);

    assertThat(hub.delete(CONTACTS + "carol").status()).isEqualTo(200);
    assertThat(hub.get(CONTACTS + "carol").status()).isEqualTo(404);
    assertThat(hub.delete(CONTACTS + "carol").status()).isEqualTo(404);
    assertThat(put("carol", BOB).status()).isEqualTo(201);
  }

  @Test
  void what_was_done_to_a_contact_is_in_the_trail_under_its_id() {
    String id = put("traced", BOB).text("id");
    put("traced", BOB);
    hub.delete(CONTACTS + "traced");

    TestHub.Answer trail = hub.get("/api/v1/audit?subject=contact:" + id);

    assertThat(trail.items())
        .extracting(e -> e.get("verb"))
        .containsExactly("contact.deleted", "contact.changed", "contact.created");
    assertThat(trail.response().body()).doesNotContain("traced", "U0BOB");
  }

  @Test
  void the_list_has_each_once_in_the_order_of_names() {
    for (String name : List.of("page-c", "page-a", "page-b", "page-d")) {
      put(name, BOB);
    }

    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      TestHub.Answer page = hub.get("/api/v1/contacts?limit=2" + cursor);
      page.items().forEach(c -> names.add(String.valueOf(c.get("name"))));
      cursor = page.body().get("next") == null ? "" : "&cursor=" + page.text("next");
    } while (!cursor.isEmpty());

    assertThat(names).contains("bob", "page-a", "page-d").doesNotHaveDuplicates().isSorted();
  }

  @Test
  void a_circle_is_refused_with_the_way_it_goes() {
    put("night", "{\"members\": [\"bob\"]}");
    put("ops", "{\"members\": [\"night\"]}");

    TestHub.Answer circle = put("night", "{\"members\": [\"bob\", \"ops\"]}");
    TestHub.Answer itself = put("self", "{\"members\": [\"self\"]}");

    assertThat(circle.status()).isEqualTo(422);
    assertThat(faults(circle)).containsExactly("members[1] circle");
    assertThat(circle.text("detail")).contains("night → ops → night");
    assertThat(faults(itself)).containsExactly("members[0] circle");
    assertThat(hub.get(CONTACTS + "night").body()).containsEntry("members", List.of("bob"));
  }

  @Test
  void an_unknown_member_is_named_with_the_nearest() {
    TestHub.Answer refused = put("team", "{\"members\": [\"bob\", \"bbo\", \"nobody-at-all\"]}");

    assertThat(faults(refused))
        .containsExactly("members[1] contact_unknown", "members[2] contact_unknown");
    assertThat(refused.text("detail")).contains("'bbo'", "Did you mean 'bob'?");
    assertThat(hub.get(CONTACTS + "team").status()).isEqualTo(404);
  }

  @Test
  void whoever_is_a_member_stays_until_taken_out_there() {
    put("dave", BOB);
    put("pair", "{\"members\": [\"dave\"]}");

    TestHub.Answer refused = hub.delete(CONTACTS + "dave");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("pair");
    assertThat(hub.get(CONTACTS + "dave").status()).isEqualTo(200);
    hub.delete(CONTACTS + "pair");
    assertThat(hub.delete(CONTACTS + "dave").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | addresses required",
        "{\"addresses\": []} | addresses required",
        "{\"addresses\": [{\"connection\": \"slak\", \"recipient_id\": \"U0\"}]} | addresses[0].connection connection_unknown",
        "{\"addresses\": [{\"connection\": \"telegram\", \"recipient_id\": \"no body\"}]} | addresses[0].recipient_id recipient_form",
        "{\"addresses\": [{\"connection\": \"slack\"}]} | addresses[0].recipient_id required",
        "{\"addresses\": [{\"connection\": \"slack\", \"recipient_id\": \"U0BOB\"}, {\"connection\": \"slack\", \"recipient_id\": \"U0BOB\"}]} | addresses[1].recipient_id duplicate",
        "{\"members\": [\"bob\"], \"opted_out\": true} | opted_out contradiction",
        "{\"members\": [\"bob\"], \"timezone\": \"Europe/Berln\"} | timezone zone_unknown",
        "{\"members\": [\"bob\"], \"locale\": \"German!\"} | locale form",
        "{\"members\": [\"bob\"], \"name\": \"bobby\"} | name contradiction",
        "{\"members\": [\"bob\"], \"colour\": \"red\"} | colour unknown_field"
      })
  void a_contact_that_is_none_is_refused_and_nothing_is_kept(String body, String fault) {
    TestHub.Answer refused = put("wrong", body);

    assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
    assertThat(faults(refused)).containsExactly(fault);
    assertThat(hub.get(CONTACTS + "wrong").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"quiet_hours\": {\"from\": \"22:00\", \"to\": \"07:00\"} | timezone required",
        "\"timezone\": \"Europe/Berln\", \"quiet_hours\": {\"from\": \"22:00\", \"to\": \"07:00\"} | timezone zone_unknown",
        "\"timezone\": \"UTC\", \"quiet_hours\": {\"from\": \"22:00\"} | quiet_hours.to required",
        "\"timezone\": \"UTC\", \"quiet_hours\": {\"from\": \"24:00\", \"to\": \"7\"} | quiet_hours.from not_a_time, quiet_hours.to not_a_time",
        "\"timezone\": \"UTC\", \"quiet_hours\": {\"from\": \"07:00\", \"to\": \"07:00\"} | quiet_hours.to contradiction",
        "\"timezone\": \"UTC\", \"quiet_hours\": {\"from\": \"22:00\", \"to\": \"07:00\", \"days\": [\"fr\"]} | quiet_hours.days unknown_value",
        "\"timezone\": \"UTC\", \"quiet_hours\": {\"from\": \"22:00\", \"to\": \"07:00\", \"action\": \"wait\"} | quiet_hours.action unknown_value",
        "\"frequency\": [{\"count\": 0, \"per\": \"1d\"}] | frequency[0].count out_of_range",
        "\"frequency\": [{}] | frequency[0].count required, frequency[0].per required",
        "\"frequency\": [{\"count\": 1, \"per\": \"32d\"}] | frequency[0].per out_of_range",
        "\"frequency\": [{\"count\": 1, \"per\": \"1d\", \"action\": \"next\"}] | frequency[0].action unknown_value",
        "\"opted_out\": \"yes\" | opted_out type"
      })
  void a_policy_that_is_none_is_refused_for_contacts_and_recipients(String fields, String fault) {
    String[] expected = fault.split(", ");
    TestHub.Answer contact = put("wrong", BOB.replace("]}", "], " + fields + "}"));
    TestHub.Answer recipient =
        hub.call(
            "PUT",
            "/api/v1/recipients?connection=slack&recipient_id=U0WRONG",
            "{" + fields + "}",
            "admin-token",
            Map.of());

    assertThat(faults(contact)).containsExactlyInAnyOrder(expected);
    assertThat(faults(recipient)).containsExactlyInAnyOrder(expected);
    assertThat(hub.get("/api/v1/recipients?connection=slack&recipient_id=U0WRONG").body())
        .containsEntry("updated_at", null);
  }

  @Test
  void a_name_without_form_is_refused() {
    assertThat(faults(put("-bob", BOB))).containsExactly("name form");
  }

  @ParameterizedTest
  @CsvSource({
    "admin, 200, 200",
    "sender, 200, 200",
    "approver, 403, 200",
    "viewer, 403, 200",
    "agent, 403, 403"
  })
  void contacts_are_put_by_those_who_may(String role, int put, int get) {
    String key = hub.key(role, role.equals("agent") ? "autonomous" : null);

    assertThat(hub.call("PUT", CONTACTS + "bob", BOB, key, Map.of()).status()).isEqualTo(put);
    assertThat(hub.call("GET", CONTACTS + "bob", null, key, Map.of()).status()).isEqualTo(get);
  }

  private static TestHub.Answer put(String name, String body) {
    return hub.call("PUT", CONTACTS + name, body, "admin-token", Map.of());
  }

  private static List<String> faults(TestHub.Answer refused) {
    List<?> errors = (List<?>) refused.body().getOrDefault("errors", List.of());
    return errors.stream()
        .map(e -> ((Map<?, ?>) e).get("field") + " " + ((Map<?, ?>) e).get("code"))
        .toList();
  }
}
