package dev.caravan.web;

import static dev.caravan.web.Letters.PATH;
import static dev.caravan.web.Letters.copy;
import static dev.caravan.web.Letters.ended;
import static dev.caravan.web.Letters.failed;
import static dev.caravan.web.Letters.listed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many dead letters are said again, so many a second, and each once. */
class BulkReplayTest {
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
  void they_go_in_the_order_in_which_they_were_accepted_so_many_a_second() {
    String first = failed(hub, "autonomous", "C0PACED", "n0");
    for (int i = 1; i < 5; i++) {
      failed(hub, "autonomous", "C0PACED", "n" + i);
    }
    failed(hub, "autonomous", "C0OTHERS", "x");
    // The order of their ends is not the order of their beginnings.
    hub.sql("update proactive_messages set updated_at = now() where id = ?::uuid", first);
    hub.delete("/sandbox/api/messages");

    TestHub.Answer done = replay(Map.of("recipient_id", "C0PACED", "per_second", 1));

    assertThat(done.body()).containsEntry("matched", 5).containsEntry("go", 5);
    List<Instant> dues =
        done.items().stream().map(i -> Instant.parse(String.valueOf(i.get("due_at")))).toList();
    for (int i = 2; i < 5; i++) {
      assertThat(Duration.between(dues.get(i - 1), dues.get(i))).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(done.text("last_due_at")).isEqualTo(dues.get(4).toString());
    assertThat(hub.message(String.valueOf(done.items().get(4).get("replay_id"))))
        .containsEntry("waiting_for", "time");
    hub.clock.forward(Duration.ofSeconds(10));
    TestHub.until("all arrived", () -> hub.arrived("C0PACED") == 5);
    assertThat(hub.received("C0PACED"))
        .extracting(m -> m.get("text"))
        .containsExactly("n0", "n1", "n2", "n3", "n4");
    assertThat(listed(hub, "")).hasSize(1);
  }

  @Test
  void a_dry_run_says_which_would_go_and_why_others_would_not() {
    String agent = hub.agent("AUTONOMOUS");
    String interns = hub.agent("AUTONOMOUS");
    String end = hub.clock.instant().plus(Duration.ofMinutes(1)).toString();
    String goes = failed(hub, "autonomous", "C0DRY", "a");
    String denied = failed(hub, agent, "C0DRY", "b");
    String held = failed(hub, interns, "C0DRY", "c");
    String late =
        ended(hub, "dead", "server_error", "autonomous", "C0DRY", "d", Map.of("expires_at", end));
    hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "STUDENT", "reason", "A test"));
    hub.patch("/api/v1/agents/" + interns, Map.of("maturity", "INTERN", "reason", "A test"));
    hub.clock.forward(Duration.ofMinutes(2));
    int acts = acts();

    TestHub.Answer dry = replay(Map.of("connection", "slack", "dry_run", true));

    assertThat(dry.body())
        .containsEntry("dry_run", true)
        .containsEntry("matched", 4)
        .containsEntry("go", 1)
        .containsEntry("held", 1)
        .containsEntry("refused", 2);
    assertThat(told(dry))
        .containsExactly(
            goes + " approved []",
            denied + " null [maturity_denied]",
            held + " pending []",
            late + " null [before_it_begins]");
    assertThat(listed(hub, "")).hasSize(4);
    assertThat(acts()).isEqualTo(acts);

    TestHub.Answer done = replay(Map.of("connection", "slack"));

    assertThat(told(done)).isEqualTo(told(dry));
    assertThat(listed(hub, "")).containsExactlyInAnyOrder(denied, late);
  }

  @Test
  void unknown_ones_are_replayed_only_where_that_is_said() {
    String unknown = ended(hub, "unknown", "timeout", "autonomous", "C0DOUBT", "x", Map.of());
    String failed = failed(hub, "autonomous", "C0DOUBT", "y");

    assertThat(replay(Map.of("connection", "slack")).items())
        .extracting(i -> i.get("id"))
        .containsExactly(failed);
    assertThat(replay(Map.of("status", "unknown")).items())
        .extracting(i -> i.get("id"))
        .containsExactly(unknown);
  }

  @Test
  void everything_is_not_meant_by_saying_nothing() {
    failed(hub, "autonomous", "C0NOTHING", "x");

    for (Map<String, Object> body :
        List.<Map<String, Object>>of(Map.of(), Map.of("per_second", 5), Map.of("dry_run", true))) {
      TestHub.Answer refused = hub.post(PATH + "/replay", body);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.response().body()).contains("filter_needed");
    }
    assertThat(hub.post(PATH + "/replay", Map.of("connection", "slack", "per_second", 0)).status())
        .isEqualTo(422);
    assertThat(listed(hub, "")).hasSize(1);
  }

  @Test
  void one_call_takes_five_thousand_and_says_that_there_are_more() {
    copy(hub, failed(hub, "autonomous", "C0FIVETHOUSAND", "n0"), 5_002);

    TestHub.Answer first = replay(Map.of("connection", "slack", "per_second", 1_000));
    TestHub.Answer second = replay(Map.of("connection", "slack", "per_second", 1_000));

    assertThat(first.body()).containsEntry("matched", 5_000).containsEntry("more", true);
    assertThat(second.body()).containsEntry("matched", 3).containsEntry("more", false);
    assertThat(second.body()).containsEntry("go", 3);
    assertThat(listed(hub, "")).isEmpty();
    assertThat(
            hub.sql(
                "update proactive_messages set tenant = tenant where replay_of is not null and id in"
                    + " (select replay_id from dead_letter_acts)"))
        .isEqualTo(5_003);
  }

  @Test
  void who_replays_them_at_once_shares_them() {
    copy(hub, failed(hub, "autonomous", "C0SHARED", "n0"), 499);
    hub.delete("/sandbox/api/messages");

    List<TestHub.Answer> answers =
        Crowd.of(4, i -> replay(Map.of("connection", "slack", "per_second", 1_000)));

    long gone = answers.stream().flatMap(a -> a.items().stream()).filter(this::went).count();
    assertThat(gone).isEqualTo(500);
    assertThat(answers.stream().flatMap(a -> a.items().stream()).filter(i -> !went(i)))
        .allSatisfy(
            i -> assertThat(String.valueOf(i.get("errors"))).contains("already_dealt_with"));
    hub.clock.forward(Duration.ofSeconds(2));
    TestHub.until("all arrived", () -> hub.arrived("C0SHARED") >= 500);
    List<Object> texts = hub.received("C0SHARED").stream().map(m -> m.get("text")).toList();
    assertThat(texts)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 500).<Object>mapToObj(i -> "n" + i).toList());
  }

  private boolean went(Map<String, Object> item) {
    return "approved".equals(item.get("status"));
  }

  private static List<String> told(TestHub.Answer answer) {
    List<String> told = new ArrayList<>();
    for (Map<String, Object> item : answer.items()) {
      List<Object> codes = new ArrayList<>();
      for (Object fault : (List<?>) Objects.requireNonNull(item.get("errors"))) {
        codes.add(((Map<?, ?>) fault).get("code"));
      }
      told.add(item.get("id") + " " + item.get("status") + " " + codes);
    }
    return told;
  }

  private int acts() {
    return hub.get("/api/v1/audit?limit=500").items().size();
  }

  private TestHub.Answer replay(Map<String, ?> body) {
    TestHub.Answer answer = hub.post(PATH + "/replay", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer;
  }
}
