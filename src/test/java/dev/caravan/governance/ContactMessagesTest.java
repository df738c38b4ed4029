package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A contact stands where a target does, and a group for all of its people. */
class ContactMessagesTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
    person("ann", "slack", "U0ANN");
    person("bob", "slack", "U0BOB");
    person("cleo", "telegram", "4711");
    group("duo", "ann", "bob");
    group("all", "cleo", "duo", "ann");
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void a_contact_is_written_to_at_its_first_address() {
    hub.put(
        "/api/v1/contacts/two",
        Map.of(
            "addresses",
            List.of(
                Map.of("connection", "telegram", "recipient_id", "4712"),
                Map.of("connection", "slack", "recipient_id", "U0TWO"))));

    TestHub.Answer sent = send("autonomous", "two", Map.of());

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.body())
        .containsEntry("connection", "telegram")
        .containsEntry("recipient_id", "4712")
        .containsEntry("contact", "two")
        .containsEntry("batch_id", null);
    hub.until(sent.text("id"), "sent");
    assertThat(hub.arrived("4712")).isEqualTo(1);
    assertThat(hub.arrived("U0TWO")).isZero();
  }

  @Test
  void an_address_that_cannot_be_reached_is_passed_over() {
    hub.put(
        "/api/v1/contacts/moved",
        Map.of(
            "addresses",
            List.of(
                Map.of("connection", "slack", "recipient_id", "U0DEAD"),
                Map.of("connection", "telegram", "recipient_id", "4713"))));
    hub.sql(
        "insert into recipients (connection, recipient_id, dead_since, dead_reason, updated_at)"
            + " values ('slack', 'U0DEAD', now(), 'recipient_unknown', now())");
    // Nodes follow the table within a second.
    TestHub.until("the dead one is known", () -> known("U0DEAD"));

    assertThat(send("autonomous", "moved", Map.of()).body()).containsEntry("recipient_id", "4713");
  }

  @Test
  void a_contact_without_any_address_that_can_be_reached_is_refused_with_every_reason() {
    person("gone", "slack", "U0GONE");
    hub.sql(
        "insert into recipients (connection, recipient_id, dead_since, dead_reason, updated_at)"
            + " values ('slack', 'U0GONE', now(), 'recipient_unknown', now())");
    TestHub.until("the dead one is known", () -> known("U0GONE"));

    TestHub.Answer refused = send("autonomous", "gone", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).contains("none of its addresses", "slack U0GONE");
    assertThat(refused.response().body()).contains("contact_unreachable");
  }

  @Test
  void a_contact_with_neither_members_nor_addresses_is_told_so() {
    hub.put("/api/v1/contacts/empty", Map.of("members", List.of()));

    TestHub.Answer refused = send("autonomous", "empty", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail"))
        .contains("'empty' has no members and no addresses", "PUT /api/v1/contacts/empty");
  }

  @Test
  void a_contact_that_is_nobody_is_refused_with_the_nearest() {
    TestHub.Answer refused = send("autonomous", "bbo", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("contact_unknown", "Did you mean 'bob'?");
  }

  @Test
  void a_contact_and_another_target_exclude_each_other() {
    TestHub.Answer refused = send("autonomous", "bob", Map.of("platform", "slack"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("\"platform\"", "contradiction");
    Map<String, String> instead = Map.of("connection", "telegram", "recipient_id", "42");
    assertThat(send("autonomous", "bob", Map.of("failover", List.of(instead))).response().body())
        .contains("\"failover\"", "contradiction");
  }

  @Test
  void a_message_for_later_may_be_for_a_contact() {
    String at = hub.clock.instant().plus(Duration.ofDays(300)).toString();

    TestHub.Answer taken =
        hub.post(PATH + "schedule", said("autonomous", "bob", Map.of("scheduled_for", at)));

    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.body())
        .containsEntry("recipient_id", "U0BOB")
        .containsEntry("waiting_for", "time")
        .containsEntry("deliver_after", at);
  }

  @Test
  void a_dry_run_names_the_address_and_stores_nothing() {
    TestHub.Answer dry = send("autonomous", "cleo", Map.of("dry_run", true));

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.body()).containsEntry("status_would_be", "approved");
    assertThat(dry.response().body()).contains("\"platform\":\"telegram\"");
  }

  @Test
  void a_preview_is_shown_as_the_contact_would_see_it() {
    TestHub.Answer person =
        hub.post("/api/v1/messaging/preview", Map.of("contact", "cleo", "content", "Hello"));
    TestHub.Answer group =
        hub.post("/api/v1/messaging/preview", Map.of("contact", "all", "content", "Hello"));

    assertThat(person.items()).singleElement().extracting("platform").isEqualTo("telegram");
    assertThat(person.response().body()).contains("4711");
    assertThat(group.items())
        .extracting(p -> p.get("platform"))
        .containsExactly("telegram", "slack", "slack");
  }

  @Test
  void a_group_becomes_a_message_for_each_of_its_people_under_one_batch() {
    int before = hub.arrived("U0ANN");

    TestHub.Answer sent = send("autonomous", "all", Map.of("labels", Map.of("run", "each")));

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.items())
        .extracting(i -> i.get("contact"), i -> i.get("status"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("cleo", 201),
            org.assertj.core.groups.Tuple.tuple("ann", 201),
            org.assertj.core.groups.Tuple.tuple("bob", 201));
    for (Map<String, Object> item : sent.items()) {
      Map<?, ?> message = (Map<?, ?>) Objects.requireNonNull(item.get("message"));
      assertThat(message.get("batch_id")).isEqualTo(sent.text("batch_id"));
      hub.until(String.valueOf(message.get("id")), "sent");
    }
    assertThat(hub.arrived("U0ANN")).isEqualTo(before + 1);
    assertThat(hub.get(PATH + "history?batch_id=" + sent.text("batch_id")).items()).hasSize(3);
    assertThat(hub.get(PATH + "history?contact=cleo&label=run=each").items())
        .singleElement()
        .extracting("recipient_id")
        .isEqualTo("4711");
  }

  @Test
  void each_member_is_judged_for_itself_and_one_denied_does_not_stop_the_others() {
    hub.put(
        "/api/v1/contacts/silent",
        Map.of(
            "addresses",
            List.of(Map.of("connection", "slack", "recipient_id", "U0SILENT")),
            "opted_out",
            true));
    hub.put(
        "/api/v1/contacts/lost",
        Map.of("addresses", List.of(Map.of("connection", "slack", "recipient_id", "U0LOST"))));
    hub.sql(
        "update contacts set addresses = '[{\"connection\": \"gone\", \"recipient_id\": \"1\"}]'"
            + " where name = 'lost'");
    group("mixed", "silent", "lost", "bob");
    int before = hub.arrived("U0BOB");

    TestHub.Answer sent = send("autonomous", "mixed", Map.of());

    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    assertThat(sent.items()).extracting(i -> i.get("status")).containsExactly(403, 422, 201);
    assertThat(sent.response().body()).contains("opted_out", "contact_unreachable");
    TestHub.until("bob has it", () -> hub.arrived("U0BOB") == before + 1);
    assertThat(hub.arrived("U0SILENT")).isZero();
    assertThat(hub.get(PATH + "history?batch_id=" + sent.text("batch_id")).items()).hasSize(1);
  }

  @Test
  void an_interns_message_to_a_group_waits_for_each() {
    TestHub.Answer held = send("intern", "duo", Map.of());

    assertThat(held.status()).isEqualTo(202);
    assertThat(held.items()).extracting(i -> i.get("status")).containsExactly(202, 202);
    assertThat(hub.get(PATH + "queue?batch_id=" + held.text("batch_id")).items()).hasSize(2);
  }

  @Test
  void a_students_message_to_a_group_is_denied_as_a_whole_and_leaves_the_trail_alone() {
    String agent = hub.agent("STUDENT");
    TestHub.Answer denied = send(agent, "duo", Map.of());

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.items()).extracting(i -> i.get("status")).containsExactly(403, 403);
    assertThat(hub.get(PATH + "history?agent_id=" + agent).items()).isEmpty();
    String id = hub.get("/api/v1/agents/" + agent).text("id");
    assertThat(hub.get("/api/v1/audit?verb=message.denied&subject=agent:" + id).items()).hasSize(2);
  }

  @Test
  void an_idempotency_key_covers_the_whole_group() {
    group("keyed", "ann", "cleo");
    TestHub.Answer first = keyed("k-1", said("autonomous", "keyed", Map.of()));
    group("keyed", "ann", "bob", "cleo");

    TestHub.Answer again = keyed("k-1", said("autonomous", "keyed", Map.of()));
    TestHub.Answer other = keyed("k-1", said("autonomous", "keyed", Map.of("priority", "high")));
    TestHub.Answer alone = keyed("k-1", said("autonomous", "bob", Map.of()));

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).containsEntry("batch_id", first.text("batch_id"));
    assertThat(again.items()).extracting(i -> i.get("contact")).containsExactly("ann", "cleo");
    assertThat(other.status()).isEqualTo(422);
    assertThat(alone.status()).isEqualTo(422);
    assertThat(hub.get(PATH + "history?batch_id=" + first.text("batch_id")).items()).hasSize(2);
  }

  @Test
  void a_group_that_is_repeated_after_its_time_is_answered_with_what_was_stored() {
    String at = hub.clock.instant().plus(Duration.ofMinutes(1)).toString();
    Map<String, Object> said = said("autonomous", "duo", Map.of("scheduled_for", at));
    TestHub.Answer first = keyed("k-2", said);
    hub.clock.forward(Duration.ofMinutes(2));

    TestHub.Answer again = keyed("k-2", said);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).containsEntry("batch_id", first.text("batch_id"));
  }

  @Test
  void a_group_under_both_keys_is_one_batch() {
    Map<String, Object> said = said("autonomous", "duo", Map.of("dedup_key", "d-2"));

    TestHub.Answer first = keyed("k-3", said);
    TestHub.Answer again = keyed("k-3", said);
    TestHub.Answer other = keyed("k-4", said);

    assertThat(first.items()).hasSize(2);
    assertThat(List.of(first.status(), again.status(), other.status()))
        .containsExactly(201, 201, 200);
    assertThat(List.of(again.text("batch_id"), other.text("batch_id")))
        .containsOnly(first.text("batch_id"));
  }

  @Test
  void a_group_may_be_among_many_that_are_said_at_once() {
    Map<String, Object> both =
        Map.of(
            "messages",
            List.of(
                said("autonomous", "duo", Map.of("labels", Map.of("run", "many"))),
                said("autonomous", "cleo", Map.of("labels", Map.of("run", "many")))));

    TestHub.Answer done = hub.post(PATH + "send/batch", both);

    assertThat(done.body()).containsEntry("accepted", 2);
    assertThat(done.items()).extracting(i -> i.get("status")).containsExactly(201, 201);
    assertThat(hub.get(PATH + "history?label=run=many").items())
        .extracting(i -> i.get("contact"))
        .containsExactlyInAnyOrder("ann", "bob", "cleo");
  }

  @Test
  void a_dedup_key_swallows_the_whole_group() {
    Map<String, Object> said = said("autonomous", "duo", Map.of("dedup_key", "d-1"));
    TestHub.Answer first = hub.post(PATH + "send", said);
    TestHub.Answer second = hub.post(PATH + "send", said);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).containsEntry("batch_id", first.text("batch_id"));
  }

  @Test
  void a_dry_run_for_a_group_tells_of_each_and_stores_nothing() {
    TestHub.Answer dry =
        send("autonomous", "duo", Map.of("dry_run", true, "labels", Map.of("run", "dry")));

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.body()).containsEntry("batch_id", null);
    assertThat(dry.items()).extracting(i -> i.get("status")).containsExactly(200, 200);
    assertThat(hub.get(PATH + "history?label=run=dry").items()).isEmpty();
  }

  @Test
  void a_group_is_stored_whole_or_not_at_all() {
    person("poison", "slack", "U0POISON");
    group("sick", "ann", "bob", "poison");
    hub.sql(
        "alter table proactive_messages add constraint no_poison check (recipient_id <> 'U0POISON')");

    TestHub.Answer refused = send("autonomous", "sick", Map.of("labels", Map.of("run", "sick")));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("unstorable", "none was stored");
    assertThat(hub.get(PATH + "history?label=run=sick").items()).isEmpty();
  }

  @Test
  void a_group_larger_than_a_statement_is_one_batch() {
    int many = 300;
    List<String> members = new java.util.ArrayList<>();
    for (int i = 0; i < many; i++) {
      person("crowd-" + i, "telegram", Integer.toString(900_000 + i));
      members.add("crowd-" + i);
    }
    group("crowd", members.toArray(String[]::new));

    TestHub.Answer sent = send("autonomous", "crowd", Map.of());

    assertThat(sent.items())
        .hasSize(many)
        .allSatisfy(i -> assertThat(i).containsEntry("status", 201));
    TestHub.until(
        "all have it",
        () ->
            hub.get(PATH + "history?limit=500&status=sent&batch_id=" + sent.text("batch_id"))
                    .items()
                    .size()
                == many);
  }

  /**
   * Whether this node has read that a recipient is dead; asked without a send, which would revive
   * them.
   */
  private static boolean known(String recipient) {
    return hub.send("autonomous", recipient, "Hello", Map.of("dry_run", true)).status() == 422;
  }

  private static void person(String name, String connection, String recipient) {
    TestHub.Answer put =
        hub.put(
            "/api/v1/contacts/" + name,
            Map.of(
                "addresses", List.of(Map.of("connection", connection, "recipient_id", recipient))));
    assertThat(put.status()).as(put.response().body()).isBetween(200, 201);
  }

  private static void group(String name, String... members) {
    assertThat(hub.put("/api/v1/contacts/" + name, Map.of("members", List.of(members))).status())
        .isBetween(200, 201);
  }

  private static TestHub.Answer send(String agent, String contact, Map<String, ?> more) {
    return hub.post(PATH + "send", said(agent, contact, more));
  }

  private static TestHub.Answer keyed(String key, Map<String, ?> body) {
    return hub.call(
        "POST", PATH + "send", Json.write(body), "admin-token", Map.of("Idempotency-Key", key));
  }

  private static Map<String, Object> said(String agent, String contact, Map<String, ?> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("agent_id", agent, "contact", contact, "content", "Hello"));
    body.putAll(more);
    return body;
  }
}
