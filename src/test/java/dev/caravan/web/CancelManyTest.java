package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits is ended by what it is, and what is being sent is left alone. */
class CancelManyTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
  private TestHub hub;

  @BeforeEach
  void open() {
    hub = TestHub.unlimited();
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void all_that_meet_every_field_end_unsent_and_no_others() {
    String old = later("autonomous", "C0OLD", Map.of());
    hub.clock.forward(Duration.ofHours(2));
    String agents = later("supervised", "C0AGENT", Map.of());
    String labelled = later("autonomous", "C0LABEL", Map.of("labels", Map.of("team", "red")));
    String elsewhere = later("autonomous", "77", Map.of("platform", "telegram"));
    String held = String.valueOf(hub.send("intern", "C0HELD", "x").text("id"));
    String to = later("autonomous", "C0TO", Map.of());
    String stays = later("autonomous", "C0STAYS", Map.of());

    assertThat(ended(Map.of("older_than", "1h"))).containsExactly(old);
    assertThat(ended(Map.of("agent_id", "supervised"))).containsExactly(agents);
    assertThat(ended(Map.of("label", "team=red", "platform", "slack"))).containsExactly(labelled);
    assertThat(ended(Map.of("connection", "telegram"))).containsExactly(elsewhere);
    assertThat(ended(Map.of("status", "pending"))).containsExactly(held);
    assertThat(ended(Map.of("recipient_id", "C0TO", "status", "approved"))).containsExactly(to);
    assertThat(hub.message(stays)).containsEntry("status", "approved");
  }

  @Test
  void each_keeps_the_reason_and_has_the_act_in_its_trail() {
    String id = later("autonomous", "C0WHY", Map.of());

    TestHub.Answer done = cancel(Map.of("recipient_id", "C0WHY"));

    assertThat(done.body())
        .containsEntry("matched", 1)
        .containsEntry("cancelled", 1)
        .containsEntry("being_sent", 0)
        .containsEntry("more", false);
    assertThat(hub.message(id))
        .containsEntry("status", "cancelled")
        .containsEntry("error_reason", "cancelled_by_human")
        .containsEntry("error_message", "Called off.");
    assertThat(hub.get("/api/v1/audit?verb=message.cancelled&subject=message:" + id).items())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("actor", "admin")
                    .containsEntry("reason", "cancelled_by_human"));
  }

  @Test
  void a_dry_run_counts_and_touches_none() {
    String id = later("autonomous", "C0DRY", Map.of());

    TestHub.Answer dry = cancel(Map.of("connection", "slack", "dry_run", true));

    assertThat(dry.body())
        .containsEntry("dry_run", true)
        .containsEntry("matched", 1)
        .containsEntry("cancelled", 0);
    assertThat(hub.message(id)).containsEntry("status", "approved");
  }

  @Test
  void what_waits_for_its_turn_never_goes() {
    String stop =
        hub.post(
                "/api/v1/governance/stops",
                Map.of("scope", "connection", "value", "telegram", "reason", "A test"))
            .text("id");
    hub.post("/api/v1/connections/slack/pause", Map.of("reason", "A test"));
    for (int i = 0; i < 20; i++) {
      hub.send("autonomous", "C0QUEUED", "n" + i);
      hub.send("autonomous", "77", "n" + i, Map.of("platform", "telegram"));
    }

    assertThat(cancel(Map.of("agent_id", "autonomous")).body()).containsEntry("cancelled", 40);

    hub.delete("/api/v1/governance/stops/" + stop);
    hub.post("/api/v1/connections/slack/resume", Map.of());
    hub.until(hub.send("autonomous", "C0QUEUED", "behind").text("id"), "sent");
    assertThat(hub.received("C0QUEUED")).extracting(m -> m.get("text")).containsExactly("behind");
    assertThat(hub.received("77")).isEmpty();
  }

  @Test
  void what_is_being_sent_is_left_alone_and_counted() {
    hub.post("/api/v1/connections/slack/pause", Map.of("reason", "A test"));
    String sending = String.valueOf(hub.send("autonomous", "C0SENDING", "x").text("id"));
    hub.send("autonomous", "C0SENDING", "y");
    assertThat(
            hub.sql(
                "update outbox set state = 'sending', epoch = 1, sending_since = now() + interval '1 day' where id = ?",
                UUID.fromString(sending)))
        .isEqualTo(1);

    TestHub.Answer done = cancel(Map.of("recipient_id", "C0SENDING"));

    assertThat(done.body()).containsEntry("cancelled", 1);
    assertThat(hub.message(sending)).containsEntry("status", "approved");
  }

  @Test
  void amid_full_flight_each_either_arrives_or_is_cancelled() {
    AtomicInteger cancelled = new AtomicInteger();
    int said =
        Crowd.of(
                9,
                i -> {
                  int count = 0;
                  for (int n = 0; n < 60; n++) {
                    if (i == 0) {
                      cancelled.addAndGet(
                          number(cancel(Map.of("connection", "slack")), "cancelled"));
                    } else {
                      count +=
                          hub.send("autonomous", "C0FLIGHT" + i, "n" + n).status() == 201 ? 1 : 0;
                    }
                  }
                  return count;
                })
            .stream()
            .mapToInt(Integer::intValue)
            .sum();

    TestHub.until(
        "all have ended", () -> hub.get(PATH + "history?status=approved").items().isEmpty());
    int arrived = 0;
    for (int i = 1; i < 9; i++) {
      List<Object> texts = hub.received("C0FLIGHT" + i).stream().map(m -> m.get("text")).toList();
      assertThat(texts).doesNotHaveDuplicates();
      arrived += texts.size();
    }
    assertThat(said).isEqualTo(480);
    assertThat(arrived + cancelled.get()).isEqualTo(480);
    assertThat(hub.sql("update proactive_messages set tenant = tenant where status = 'cancelled'"))
        .isEqualTo(cancelled.get());
  }

  @Test
  void one_call_takes_ten_thousand_and_says_that_there_are_more() {
    String held = String.valueOf(hub.send("intern", "C0MANY", "x").text("id"));
    Letters.copy(hub, held, 10_049);

    TestHub.Answer first = cancel(Map.of("agent_id", "intern"));
    TestHub.Answer second = cancel(Map.of("agent_id", "intern"));

    assertThat(first.body()).containsEntry("cancelled", 10_000).containsEntry("more", true);
    assertThat(second.body()).containsEntry("cancelled", 50).containsEntry("more", false);
    assertThat(hub.sql("update audit_events set tenant = tenant where verb = 'message.cancelled'"))
        .isEqualTo(10_050);
  }

  @Test
  void everything_is_not_meant_by_saying_nothing_and_a_reason_is_needed() {
    String id = later("autonomous", "C0NOTHING", Map.of());

    TestHub.Answer all = hub.post(PATH + "cancel", Map.of("reason", "Because."));
    TestHub.Answer mute = hub.post(PATH + "cancel", Map.of("connection", "slack"));
    TestHub.Answer sent = hub.post(PATH + "cancel", Map.of("status", "sent", "reason", "Because."));

    assertThat(all.status()).isEqualTo(422);
    assertThat(all.response().body()).contains("filter_needed");
    assertThat(mute.status()).isEqualTo(422);
    assertThat(sent.response().body()).contains("unknown_value");
    assertThat(hub.message(id)).containsEntry("status", "approved");
  }

  @Test
  void an_agents_key_cancels_its_own_alone() {
    String agent = hub.agent("AUTONOMOUS");
    String own = later(agent, "C0OWN", Map.of());
    String foreign = later("autonomous", "C0OWN", Map.of());

    TestHub.Answer done =
        hub.call(
            "POST",
            PATH + "cancel",
            "{\"connection\":\"slack\",\"reason\":\"Mine.\"}",
            hub.key("agent", agent),
            Map.of());

    assertThat(done.body()).containsEntry("cancelled", 1);
    assertThat(hub.message(own)).containsEntry("status", "cancelled");
    assertThat(hub.message(foreign)).containsEntry("status", "approved");
  }

  private String later(String agent, String recipient, Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("scheduled_for", hub.clock.instant().plus(Duration.ofDays(1)).toString());
    TestHub.Answer said = hub.send(agent, recipient, "x", all);
    assertThat(said.status()).as(said.response().body()).isEqualTo(201);
    return String.valueOf(said.text("id"));
  }

  private List<String> ended(Map<String, ?> filter) {
    List<String> before = cancelled();
    cancel(filter);
    List<String> now = new ArrayList<>(cancelled());
    now.removeAll(before);
    return now;
  }

  private List<String> cancelled() {
    return hub.get(PATH + "history?status=cancelled").items().stream()
        .map(m -> String.valueOf(m.get("id")))
        .toList();
  }

  private static int number(TestHub.Answer answer, String field) {
    return Integer.parseInt(String.valueOf(answer.text(field)));
  }

  private TestHub.Answer cancel(Map<String, ?> filter) {
    Map<String, Object> body = new HashMap<>(filter);
    body.put("reason", "Called off.");
    TestHub.Answer answer = hub.post(PATH + "cancel", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }
}
