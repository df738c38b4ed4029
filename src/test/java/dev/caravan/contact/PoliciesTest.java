package dev.caravan.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.message.Target;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies are followed by every node, and answered without the database. */
class PoliciesTest {
  private static final Target.Lane SLACK = new Target.Lane("slack", "U0BOB");
  private static final Target.Lane TELEGRAM = new Target.Lane("telegram", "42");
  private static final FrequencyCap DAILY =
      new FrequencyCap(3, Duration.ofDays(1), FrequencyCap.Beyond.HOLD);
  private static final QuietHours NIGHT =
      new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), QuietHours.Action.NEXT_ADDRESS);

  private final MovedClock clock = new MovedClock();
  private Database database;
  private Contacts here;
  private Contacts there;

  @BeforeEach
  void open() {
    database = TestPostgres.migrated();
    here = new Contacts(database.jdbi(), clock);
    there = new Contacts(database.jdbi(), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_one_node_writes_another_follows_and_a_later_word_takes_its_place() {
    here.put(person("bob", policy(List.of(DAILY), false), SLACK, TELEGRAM), "tests");
    there.refresh();
    assertThat(there.policies().of(TELEGRAM))
        .singleElement()
        .satisfies(held -> assertThat(held.policy().frequency()).containsExactly(DAILY));

    here.put(person("bob", policy(List.of(), true), SLACK), "tests");
    there.refresh();
    assertThat(there.policies().of(TELEGRAM)).isEmpty();
    assertThat(there.policies().of(SLACK))
        .singleElement()
        .satisfies(held -> assertThat(held.policy().optedOut()).isTrue());

    here.delete("bob", "tests");
    there.refresh();
    assertThat(there.policies().of(SLACK)).isEmpty();
    assertThat(there.find("bob")).isEmpty();
  }

  @Test
  void a_contact_that_another_node_has_changed_is_read_anew() {
    here.put(person("bob", RecipientPolicy.NONE, SLACK), "tests");
    there.refresh();
    assertThat(there.addresses("bob")).containsExactly(SLACK);

    here.put(person("bob", RecipientPolicy.NONE, TELEGRAM), "tests");
    there.refresh();

    assertThat(there.addresses("bob")).containsExactly(TELEGRAM);
  }

  @Test
  void an_address_has_its_own_policy_and_that_of_each_contact_it_belongs_to() {
    here.put(person("bob", policy(List.of(DAILY), false), SLACK), "tests");
    here.put(person("desk", policy(List.of(), true), SLACK), "tests");
    here.policies().set(SLACK, old -> policy(List.of(DAILY), false), "recipient:x", "tests");

    assertThat(here.policies().of(SLACK))
        .extracting(HeldPolicy::subject)
        .containsExactly("contact:bob", "contact:desk", "recipient:slack/U0BOB");
  }

  @Test
  void quiet_hours_that_lead_on_are_those_of_the_first_address_alone() {
    RecipientPolicy policy =
        new RecipientPolicy(ZoneId.of("Europe/Berlin"), NIGHT, List.of(DAILY), false);
    here.put(person("bob", policy, SLACK, TELEGRAM), "tests");

    assertThat(here.policies().of(SLACK).get(0).policy().quietHours()).isEqualTo(NIGHT);
    assertThat(here.policies().of(TELEGRAM).get(0).policy()).isEqualTo(policy.withoutQuietHours());
  }

  @Test
  void nobody_is_asked_for_when_the_database_is_away() {
    here.put(person("bob", policy(List.of(), true), SLACK), "tests");
    database.close();

    assertThat(here.policies().of(SLACK)).hasSize(1);
    assertThat(here.policies().of(new Target.Lane("slack", "C0WITHOUT"))).isEmpty();
  }

  @Test
  void a_cap_is_full_until_the_first_of_its_messages_is_old_enough() {
    FrequencyTable slots = new FrequencyTable(database.jdbi());
    FrequencyCap two = new FrequencyCap(2, Duration.ofHours(1), FrequencyCap.Beyond.HOLD);
    List<HeldPolicy> capped = List.of(HeldPolicy.of("bob", policy(List.of(two), false)));
    var begin = java.time.Instant.parse("2026-03-02T12:00:00Z");
    UUID first = message("approved");
    UUID second = message("sent");
    UUID third = message("approved");

    assertThat(slots.take(capped, first, begin)).isEmpty();
    assertThat(slots.take(capped, second, begin.plusSeconds(600))).isEmpty();
    // A try of the same message takes no second slot.
    assertThat(slots.take(capped, second, begin.plusSeconds(660))).isEmpty();
    assertThat(slots.take(capped, third, begin.plusSeconds(3599)))
        .singleElement()
        .satisfies(full -> assertThat(full.until()).isEqualTo(begin.plusSeconds(3600)));
    assertThat(slots.full(capped, third, begin.plusSeconds(3599))).hasSize(1);
    assertThat(slots.take(capped, third, begin.plusSeconds(3600))).isEmpty();
  }

  @Test
  void a_message_that_ended_unsent_gives_its_slot_back() {
    FrequencyTable slots = new FrequencyTable(database.jdbi());
    FrequencyCap one = new FrequencyCap(1, Duration.ofHours(1), FrequencyCap.Beyond.HOLD);
    List<HeldPolicy> capped = List.of(HeldPolicy.of("bob", policy(List.of(one), false)));
    UUID failing = message("approved");
    assertThat(slots.take(capped, failing, clock.instant())).isEmpty();
    UUID next = message("approved");
    assertThat(slots.take(capped, next, clock.instant())).hasSize(1);

    database
        .jdbi()
        .useHandle(
            h ->
                h.execute("update proactive_messages set status = 'failed' where id = ?", failing));

    assertThat(slots.take(capped, next, clock.instant())).isEmpty();
  }

  private UUID message(String status) {
    UUID id = UUID.randomUUID();
    database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into proactive_messages (id, agent_id, agent_name, agent_maturity_level, origin,"
                        + " principal, platform, connection, sandbox, recipient_id, content, format, priority,"
                        + " status, decision, correlation_id, created_at, updated_at)"
                        + " values (?, ?, 'a', 'AUTONOMOUS', 'send', 'tests', 'slack', 'slack', true, 'U0BOB',"
                        + " 'Hi', 'plain', 1, ?, '{}', 'c', now(), now())",
                    id,
                    id,
                    status));
    return id;
  }

  private static RecipientPolicy policy(List<FrequencyCap> caps, boolean out) {
    return new RecipientPolicy(null, null, caps, out);
  }

  private static Contacts.Wish person(
      String name, RecipientPolicy policy, Target.Lane... addresses) {
    return new Contacts.Wish(
        name, List.of(addresses), List.of(), new Contact.Profile(null, policy));
  }
}
