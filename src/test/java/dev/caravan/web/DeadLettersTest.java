package dev.caravan.web;

import static dev.caravan.web.Letters.PATH;
import static dev.caravan.web.Letters.ended;
import static dev.caravan.web.Letters.failed;
import static dev.caravan.web.Letters.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What came to a bad end waits on a list until somebody deals with it, once. */
class DeadLettersTest {
  private static final String LINE_USER = "U0123456789abcdef0123456789abcdef";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub =
        TestHub.with(
            TestHub.UNLIMITED
                + "  - {name: line, platform: line, sandbox: true, default: true, limits: none}\n",
            Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void what_is_dead_failed_or_unknown_is_on_the_list_and_nothing_else() {
    String dead = ended(hub, "dead", "tries_used_up", "autonomous", "C0ENDS", "x", Map.of());
    String unknown = ended(hub, "unknown", "timeout", "autonomous", "C0ENDS", "x", Map.of());
    String failed = failed(hub, "autonomous", "C0ENDS", "x");
    hub.until(hub.send("autonomous", "C0ENDS", "x").text("id"), "sent");
    hub.send("intern", "C0ENDS", "x");

    assertThat(listed(hub, "recipient_id=C0ENDS")).containsExactly(failed, unknown, dead);
  }

  @Test
  void a_platforms_refusal_ends_on_the_list() {
    String id = String.valueOf(hub.send("autonomous", "C0GONEONE", "x").text("id"));
    hub.until(id, "failed");

    assertThat(listed(hub, "reason=recipient_unreachable")).contains(id);
  }

  @Test
  void it_is_filtered_by_every_named_field() {
    String other = failed(hub, "autonomous", "C0FILTERED", "x");
    hub.clock.forward(Duration.ofMinutes(5));
    String between = hub.clock.instant().toString();
    String agent = hub.agent("AUTONOMOUS");
    Map<String, Object> labels = Map.of("labels", Map.of("team", "red", "run", "7"));
    String only = ended(hub, "dead", "tries_used_up", agent, "C0FILTERED", "x", labels);

    for (String filter :
        List.of(
            "agent_id=" + agent,
            "status=dead",
            "reason=tries_used_up",
            "label=run",
            "label=team%3Dred&connection=slack&platform=slack",
            "correlation_id=" + hub.message(only).get("correlation_id"),
            "from=" + between)) {
      assertThat(listed(hub, "recipient_id=C0FILTERED&" + filter)).as(filter).containsExactly(only);
    }
    assertThat(listed(hub, "recipient_id=C0FILTERED&to=" + between)).containsExactly(other);
    assertThat(listed(hub, "recipient_id=C0FILTERED&connection=telegram")).isEmpty();
    assertThat(hub.get(PATH + "?status=sent").status()).isEqualTo(422);
    assertThat(hub.get(PATH + "?reason=bad_luck").status()).isEqualTo(422);
    assertThat(hub.get(PATH + "?cursor=yesterday").response().body()).contains("not_a_cursor");
  }

  @Test
  void pages_hold_each_once_also_where_many_ended_at_the_same_moment() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(failed(hub, "autonomous", "C0LETTERPAGES", "n" + i));
    }
    hub.sql(
        "update proactive_messages set updated_at = now() where recipient_id = 'C0LETTERPAGES'");

    assertThat(listed(hub, "recipient_id=C0LETTERPAGES&limit=2"))
        .containsExactlyInAnyOrderElementsOf(ids)
        .doesNotHaveDuplicates();
  }

  @Test
  void the_summary_counts_by_status_and_reason() {
    failed(hub, "autonomous", "C0COUNTED", "a");
    failed(hub, "autonomous", "C0COUNTED", "b");
    ended(hub, "unknown", "timeout", "autonomous", "C0COUNTED", "c", Map.of());

    TestHub.Answer summary = hub.get(PATH + "/summary?recipient_id=C0COUNTED");

    assertThat(summary.body()).containsEntry("total", 3);
    assertThat(summary.items())
        .extracting(row -> row.get("status") + " " + row.get("reason") + " " + row.get("count"))
        .containsExactly("failed server_error 2", "unknown timeout 1");
  }

  @Test
  void one_is_shown_whole_and_what_is_none_is_not_found() {
    String id = failed(hub, "autonomous", "C0WHOLE", "x");
    String sent = String.valueOf(hub.send("autonomous", "C0WHOLE", "x").text("id"));
    hub.until(sent, "sent");

    assertThat(hub.get(PATH + "/" + id).body())
        .containsEntry("id", id)
        .containsEntry("dealt_with", null)
        .hasEntrySatisfying("attempt_list", a -> assertThat(a).asInstanceOf(LIST).hasSize(1))
        .hasEntrySatisfying("audit", a -> assertThat(a).asInstanceOf(LIST).hasSize(2));
    TestHub.Answer none = hub.get(PATH + "/" + sent);
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.response().body()).contains("dead_letter_unknown", "it is sent");
    assertThat(hub.post(PATH + "/" + sent + "/replay", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void a_replay_is_a_new_message_and_the_dead_one_stays_in_the_history() {
    Map<String, Object> more =
        Map.of("labels", Map.of("team", "red"), "metadata", Map.of("run", 1), "priority", "high");
    String dead = ended(hub, "failed", "server_error", "autonomous", "C0REPLAY", "Again", more);

    TestHub.Answer replay = hub.post(PATH + "/" + dead + "/replay", Map.of());

    assertThat(replay.status()).isEqualTo(201);
    assertThat(replay.body())
        .containsEntry("replay_of", dead)
        .containsEntry("content", "Again")
        .containsEntry("priority", "high")
        .containsEntry("labels", Map.of("team", "red"))
        .containsEntry("metadata", Map.of("run", 1))
        .containsEntry("correlation_id", hub.message(dead).get("correlation_id"));
    assertThat(hub.until(replay.text("id"), "sent")).containsEntry("replay_of", dead);
    assertThat(hub.arrived("C0REPLAY")).isEqualTo(2);
    assertThat(listed(hub, "recipient_id=C0REPLAY")).isEmpty();
    assertThat(hub.message(dead)).containsEntry("status", "failed");
    assertThat(hub.get(PATH + "/" + dead).body())
        .extractingByKey("dealt_with", MAP)
        .containsEntry("act", "replayed")
        .containsEntry("actor", "admin")
        .containsEntry("replay_id", replay.text("id"))
        .containsEntry("content_before", null);
    assertThat(hub.get("/api/v1/audit?verb=message.replayed&subject=message:" + dead).items())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("actor", "admin")
                    .containsEntry("detail", Map.of("replay_id", replay.text("id"))));
  }

  @Test
  void an_edited_replay_says_the_new_text_and_the_difference_is_kept() {
    String dead = failed(hub, "autonomous", "C0EDITED", "The price is 50.");

    TestHub.Answer replay =
        hub.post(
            PATH + "/" + dead + "/replay",
            Map.of("content", "The price is *5*.", "format", "markdown"));

    hub.until(replay.text("id"), "sent");
    assertThat(hub.received("C0EDITED").get(1).get("text")).asString().contains("5");
    assertThat(hub.get(PATH + "/" + dead).body())
        .extractingByKey("dealt_with", MAP)
        .containsEntry("content_before", "The price is 50.")
        .containsEntry("content_after", "The price is *5*.");
    assertThat(hub.message(dead)).containsEntry("content", "The price is 50.");
  }

  @Test
  void a_replay_is_judged_by_what_the_agent_is_now() {
    String agent = hub.agent("AUTONOMOUS");
    String held = failed(hub, agent, "C0JUDGED", "held");
    String denied = failed(hub, agent, "C0JUDGED", "denied");
    promote(agent, "INTERN");

    TestHub.Answer pending = hub.post(PATH + "/" + held + "/replay", Map.of());
    promote(agent, "STUDENT");
    TestHub.Answer refused = hub.post(PATH + "/" + denied + "/replay", Map.of());

    assertThat(pending.status()).isEqualTo(202);
    assertThat(pending.body()).containsEntry("status", "pending");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.response().body()).contains("maturity_denied");
    assertThat(listed(hub, "recipient_id=C0JUDGED")).containsExactly(denied);
    assertThat(hub.arrived("C0JUDGED")).isEqualTo(2);
  }

  @Test
  void a_rehearsed_replay_changes_nothing() {
    String dead = failed(hub, "autonomous", "C0REHEARSED", "x");

    TestHub.Answer dry = hub.post(PATH + "/" + dead + "/replay", Map.of("dry_run", true));

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.body()).containsEntry("status_would_be", "approved");
    assertThat(listed(hub, "recipient_id=C0REHEARSED")).containsExactly(dead);
    assertThat(hub.get("/api/v1/messaging/proactive/history?recipient_id=C0REHEARSED").items())
        .hasSize(1);
  }

  /** LINE takes a key once, whatever comes with it: a replay under the old one would vanish. */
  @Test
  void a_replay_goes_under_a_key_of_its_own() {
    Map<String, String> line = Map.of("platform", "line");
    String dead = ended(hub, "failed", "server_error", "autonomous", LINE_USER, "Once", line);
    int before = hub.arrived(LINE_USER);

    TestHub.Answer replay = hub.post(PATH + "/" + dead + "/replay", Map.of("content", "Once more"));

    hub.until(replay.text("id"), "sent");
    assertThat(hub.arrived(LINE_USER)).isEqualTo(before + 1);
  }

  @Test
  void a_discarded_one_leaves_the_list_with_its_reason_and_stays_in_the_history() {
    String dead = failed(hub, "autonomous", "C0DISCARD", "x");

    assertThat(hub.post(PATH + "/" + dead + "/discard", Map.of()).status()).isEqualTo(422);
    TestHub.Answer done = hub.post(PATH + "/" + dead + "/discard", Map.of("reason", "Called."));

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body())
        .extractingByKey("dealt_with", MAP)
        .containsEntry("act", "discarded")
        .containsEntry("reason", "Called.");
    assertThat(listed(hub, "recipient_id=C0DISCARD")).isEmpty();
    assertThat(hub.message(dead)).containsEntry("status", "failed");
    assertThat(hub.get("/api/v1/audit?verb=message.discarded&subject=message:" + dead).items())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("actor", "admin"));
    assertThat(hub.get("/api/v1/audit?subject=message:" + dead).response().body())
        .doesNotContain("Called.");
  }

  @Test
  void whoever_comes_second_is_told_who_was_first_and_when() {
    String replayed = failed(hub, "autonomous", "C0SECOND", "x");
    String discarded = failed(hub, "autonomous", "C0SECOND", "y");
    String replay = hub.post(PATH + "/" + replayed + "/replay", Map.of()).text("id");
    hub.post(PATH + "/" + discarded + "/discard", Map.of("reason", "Old news."));

    for (String act : List.of("replay", "discard")) {
      Map<String, String> body = act.equals("discard") ? Map.of("reason", "Mine.") : Map.of();
      TestHub.Answer first = hub.post(PATH + "/" + replayed + "/" + act, body);
      assertThat(first.status()).as(act).isEqualTo(409);
      assertThat(first.response().body())
          .contains("already_dealt_with", "admin replayed it at 20", "as " + replay);
      TestHub.Answer second = hub.post(PATH + "/" + discarded + "/" + act, body);
      assertThat(second.status()).as(act).isEqualTo(409);
      assertThat(second.response().body()).contains("admin discarded it at 20", "Old news.");
    }
    hub.until(replay, "sent");
    assertThat(hub.arrived("C0SECOND")).isEqualTo(3);
  }

  @Test
  void of_twenty_at_once_one_replays_it() {
    String dead = failed(hub, "autonomous", "C0CROWD", "x");

    List<TestHub.Answer> answers =
        Crowd.of(20, i -> hub.post(PATH + "/" + dead + "/replay", Map.of("content", "n" + i)));

    assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(a -> a.status() == 409).hasSize(19);
    assertThat(hub.get("/api/v1/messaging/proactive/history?recipient_id=C0CROWD").items())
        .hasSize(2);
  }

  @Test
  void of_a_replay_and_a_discard_at_once_one_happens() {
    for (int round = 0; round < 10; round++) {
      String dead = failed(hub, "autonomous", "C0EITHER" + round, "x");

      List<Integer> statuses =
          Crowd.of(
              2,
              i ->
                  i == 0
                      ? hub.post(PATH + "/" + dead + "/replay", Map.of()).status()
                      : hub.post(PATH + "/" + dead + "/discard", Map.of("reason", "No.")).status());

      int messages =
          hub.get("/api/v1/messaging/proactive/history?recipient_id=C0EITHER" + round)
              .items()
              .size();
      assertThat(statuses).isIn(List.of(201, 409), List.of(409, 200));
      assertThat(messages).isEqualTo(statuses.get(0) == 201 ? 2 : 1);
    }
  }

  @Test
  void what_nobody_wanted_any_later_needs_a_new_end() {
    String end = hub.clock.instant().plus(Duration.ofMinutes(10)).toString();
    String dead =
        ended(hub, "dead", "server_error", "autonomous", "C0LATE", "x", Map.of("expires_at", end));
    hub.clock.forward(Duration.ofMinutes(11));

    TestHub.Answer late = hub.post(PATH + "/" + dead + "/replay", Map.of());
    String later = hub.clock.instant().plus(Duration.ofMinutes(10)).toString();
    TestHub.Answer still = hub.post(PATH + "/" + dead + "/replay", Map.of("expires_at", later));

    assertThat(late.status()).isEqualTo(422);
    assertThat(late.response().body()).contains("before_it_begins", "nobody wanted it later");
    assertThat(still.status()).isEqualTo(201);
    hub.until(still.text("id"), "sent");
  }

  @Test
  void what_was_settled_as_sent_meanwhile_is_not_replayed() {
    String dead = ended(hub, "unknown", "timeout", "autonomous", "C0SETTLED", "x", Map.of());
    hub.sql("update proactive_messages set status = 'sent' where id = ?", UUID.fromString(dead));

    assertThat(hub.post(PATH + "/" + dead + "/replay", Map.of()).status()).isEqualTo(404);
    assertThat(listed(hub, "recipient_id=C0SETTLED")).isEmpty();
  }

  @Test
  void an_agents_key_sees_and_replays_its_own_alone() {
    String agent = hub.agent("AUTONOMOUS");
    String own = failed(hub, agent, "C0OWN", "x");
    String foreign = failed(hub, "autonomous", "C0OWN", "x");
    String key = hub.key("agent", agent);

    assertThat(hub.call("GET", PATH, null, key, Map.of()).items())
        .extracting(m -> m.get("id"))
        .containsExactly(own);
    assertThat(hub.call("GET", PATH + "/summary", null, key, Map.of()).body())
        .containsEntry("total", 1);
    assertThat(hub.call("POST", PATH + "/" + foreign + "/replay", "{}", key, Map.of()).status())
        .isEqualTo(404);
    assertThat(
            hub.call("POST", PATH + "/replay", "{\"connection\":\"slack\"}", key, Map.of()).body())
        .containsEntry("matched", 1)
        .containsEntry("go", 1);
    assertThat(listed(hub, "recipient_id=C0OWN")).containsExactly(foreign);
  }

  private static void promote(String agent, String maturity) {
    assertThat(
            hub.patch("/api/v1/agents/" + agent, Map.of("maturity", maturity, "reason", "A test"))
                .status())
        .isEqualTo(200);
  }
}
