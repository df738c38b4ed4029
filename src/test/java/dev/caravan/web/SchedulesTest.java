package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.TestHub.Answer;
import dev.caravan.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/messaging/schedule}: what is said at times, by a whole hub. */
class SchedulesTest {
  private static final String SCHEDULES = "/api/v1/messaging/schedule/";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  private static Map<String, Object> body(String agent, String recipient, Map<String, ?> when) {
    Map<String, Object> body = new HashMap<>();
    body.put("agent_id", agent);
    body.put("platform", "slack");
    body.put("recipient_id", recipient);
    body.put("template", "Run {{run_count}} at {{time}}");
    body.putAll(when);
    return body;
  }

  private static Answer create(String agent, String recipient, Map<String, ?> when) {
    return hub.post(SCHEDULES + "create", body(agent, recipient, when));
  }

  private static String made(String agent, String recipient, Map<String, ?> when) {
    Answer answer = create(agent, recipient, when);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return String.valueOf(answer.text("id"));
  }

  /** A second from now, which is before the next one on the hour. */
  private static Map<String, Object> soon() {
    return Map.of("scheduled_for", hub.clock.instant().plusMillis(50).toString());
  }

  private static List<Map<String, Object>> firings(String id) {
    return hub.get(SCHEDULES + "history/executions?schedule_id=" + id).items();
  }

  private static Map<String, Object> firing(String id, String result) {
    TestHub.until(
        "a firing is " + result,
        () -> firings(id).stream().anyMatch(f -> result.equals(f.get("result"))));
    return firings(id).stream()
        .filter(f -> result.equals(f.get("result")))
        .findFirst()
        .orElseThrow();
  }

  /** Whether so many firings are there, and none of them is being said. */
  private static boolean over(String id, int count) {
    List<Map<String, Object>> all = firings(id);
    return all.size() == count && all.stream().noneMatch(f -> "fired".equals(f.get("result")));
  }

  private static Map<String, Object> shown(String id) {
    return hub.get(SCHEDULES + id).body();
  }

  @Test
  void what_was_made_says_what_was_understood_and_its_next_five_instants() {
    Answer answer =
        create(
            "autonomous",
            "C0MADE",
            Map.of(
                "natural_language_schedule", "every day at 9am",
                "timezone", "Europe/Berlin",
                "name", "made"));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    assertThat(answer.body())
        .containsEntry("schedule_type", "recurring")
        .containsEntry("status", "active")
        .containsEntry("misfire", "once")
        .containsEntry("catchup_window", "15m")
        .containsEntry("overlap", "allow")
        .containsEntry("natural_language_schedule", "every day at 9am")
        .containsEntry("warnings", List.of());
    assertThat(answer.text("understood")).contains("day").contains("Berlin");
    assertThat(answer.response().headers().firstValue("ETag")).hasValue("\"1\"");
    List<Instant> next = next(answer);
    assertThat(next).hasSize(5).isSorted();
    assertThat(next)
        .allSatisfy(at -> assertThat(at.atZone(ZoneId.of("Europe/Berlin")).getHour()).isEqualTo(9));
    assertThat(answer.text("next_runs")).contains("T09:00:00+0");
  }

  @SuppressWarnings("unchecked")
  private static List<Instant> next(Answer answer) {
    return ((List<Map<String, Object>>) Objects.requireNonNull(answer.body().get("next_runs")))
        .stream().map(r -> Instant.parse(String.valueOf(r.get("utc")))).toList();
  }

  @Test
  void what_is_due_is_said_and_its_firing_tells_the_message() {
    String id = made("autonomous", "C0DUE", soon());

    Map<String, Object> firing = firing(id, "queued");

    hub.until(String.valueOf(firing.get("message_id")), "sent");
    assertThat(hub.received("C0DUE")).hasSize(1);
    assertThat(firing).containsEntry("run", 1).containsEntry("manual", false);
    assertThat(shown(id)).containsEntry("status", "completed").containsEntry("run_count", 1);
    Map<String, Object> message = hub.message(String.valueOf(firing.get("message_id")));
    assertThat(message)
        .containsEntry("origin", "schedule")
        .containsEntry("correlation_id", "schedule:" + id);
    assertThat(String.valueOf(message.get("content"))).startsWith("Run 1 at ");
  }

  @Test
  void everything_wrong_with_it_is_told_at_once() {
    Answer answer =
        hub.post(
            SCHEDULES + "create",
            Map.of(
                "agent_id", "nobody",
                "platform", "slack",
                "recipient_id", "C0WRONG",
                "template", "Hello",
                "natural_language_schedule", "every day at 99am",
                "every", "5m",
                "misfire", "never",
                "colour", "red"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("errors"))
        .contains(
            "agent_unknown", "not_understood", "contradiction", "unknown_value", "unknown_field");
  }

  @Test
  void what_could_never_be_delivered_is_refused_with_what_is_wrong_with_its_times() {
    Answer answer = create("autonomous", "not a channel!", Map.of("cron_expression", "0 25 * * *"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("errors")).contains("recipient_form", "cron_expression");
  }

  @Test
  void a_past_instant_a_template_without_its_variable_and_an_unknown_calendar_are_refused() {
    String past = hub.clock.instant().minusSeconds(60).toString();

    assertThat(create("autonomous", "C0PAST", Map.of("scheduled_for", past)).text("errors"))
        .contains("in_the_past");
    assertThat(
            create("autonomous", "C0PAST", Map.of("every", "1h", "template", "{{who}}"))
                .text("errors"))
        .contains("template_variable_missing");
    assertThat(
            create("autonomous", "C0PAST", Map.of("every", "1h", "calendar", "none"))
                .text("errors"))
        .contains("calendar_unknown");
  }

  @Test
  void a_student_may_not_schedule_and_an_interns_schedule_says_that_each_firing_waits() {
    Answer denied = create("student", "C0STUDENT", Map.of("every", "1h"));
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.body()).containsKey("decision");
    Answer kept = create("intern", "C0INTERN", Map.of("every", "1h"));
    assertThat(kept.status()).isEqualTo(201);
    assertThat(kept.text("warnings")).contains("waits for a human");
  }

  @Test
  void an_interns_firing_is_pending_and_expires_where_nobody_answers() {
    String id = made("intern", "C0PENDING", soon());
    Map<String, Object> firing = firing(id, "queued");
    assertThat(firing).containsEntry("message_status", "pending");

    hub.clock.forward(Duration.ofHours(25));

    assertThat(firing(id, "missed")).containsEntry("message_status", "expired");
    assertThat(hub.arrived("C0PENDING")).isZero();
  }

  @Test
  void a_firing_of_an_agent_that_was_demoted_is_denied() {
    String agent = hub.agent("AUTONOMOUS");
    String id = made(agent, "C0DEMOTED", Map.of("every", "1h"));
    hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "STUDENT", "reason", "A test."));

    Answer run = hub.post(SCHEDULES + id + "/run-now", Map.of());
    hub.clock.forward(Duration.ofHours(1));

    assertThat(run.status()).isEqualTo(403);
    TestHub.until("both are over", () -> over(id, 2));
    assertThat(firings(id))
        .allSatisfy(
            f ->
                assertThat(f)
                    .containsEntry("result", "denied")
                    .containsEntry("reason", "maturity_denied"));
    assertThat(hub.arrived("C0DEMOTED")).isZero();
  }

  @Test
  void a_stop_holds_back_what_fires_until_it_is_lifted() {
    String agent = hub.agent("AUTONOMOUS");
    String stop =
        hub.post(
                "/api/v1/governance/stops",
                Map.of("scope", "agent", "value", agent, "reason", "A test."))
            .text("id");
    String id = made(agent, "C0STOPPED", soon());
    Map<String, Object> firing = firing(id, "queued");
    assertThat(firing).containsEntry("message_status", "approved");
    assertThat(hub.arrived("C0STOPPED")).isZero();

    hub.delete("/api/v1/governance/stops/" + stop);

    hub.until(String.valueOf(firing.get("message_id")), "sent");
  }

  @Test
  void a_paused_schedule_does_not_fire_and_once_resumed_follows_its_policy() {
    String skips = made("autonomous", "C0PAUSED", Map.of("every", "1h", "misfire", "skip"));
    String makesUp = made("autonomous", "C0PAUSED", Map.of("every", "1h", "catchup_window", "1d"));
    for (String id : List.of(skips, makesUp)) {
      Answer paused = hub.post(SCHEDULES + id + "/pause", Map.of());
      assertThat(paused.status()).isEqualTo(200);
      assertThat(paused.body()).containsEntry("status", "paused");
    }
    hub.clock.forward(Duration.ofMinutes(190));
    hub.post(SCHEDULES + "_execute-due", Map.of());
    assertThat(firings(skips)).isEmpty();

    for (String id : List.of(skips, makesUp)) {
      assertThat(hub.post(SCHEDULES + id + "/resume", Map.of()).body())
          .containsEntry("status", "active");
    }

    TestHub.until("each is told", () -> over(skips, 3) && over(makesUp, 3));
    assertThat(firings(skips)).allSatisfy(f -> assertThat(f).containsEntry("result", "missed"));
    assertThat(firings(makesUp))
        .extracting(f -> f.get("result"))
        .containsExactly("queued", "missed", "missed");
    assertThat(hub.get("/api/v1/audit?subject=schedule:" + skips).items())
        .extracting(e -> e.get("verb"))
        .containsExactly(
            "schedule.missed", "schedule.resumed", "schedule.paused", "schedule.created");
  }

  @Test
  void run_now_is_beside_the_times_and_answers_its_firing() {
    String id = made("autonomous", "C0NOW", Map.of("every", "1h"));
    Object next = shown(id).get("next_run");

    Answer run = hub.post(SCHEDULES + id + "/run-now", Map.of());

    assertThat(run.status()).as(run.response().body()).isEqualTo(201);
    assertThat(run.body()).containsEntry("manual", true).containsEntry("result", "queued");
    hub.until(run.text("message_id"), "sent");
    assertThat(shown(id)).containsEntry("next_run", next).containsEntry("run_count", 0);
    String held = made("intern", "C0NOW", Map.of("every", "1h"));
    assertThat(hub.post(SCHEDULES + held + "/run-now", Map.of()).status()).isEqualTo(202);
  }

  @Test
  void every_field_can_be_written_anew_and_the_next_instant_with_it() {
    String id = made("autonomous", "C0OLD", Map.of("every", "1h"));
    Map<String, Object> fresh =
        body(
            "supervised",
            "C0NEW",
            Map.of("cron_expression", "30 6 * * *", "timezone", "Asia/Kathmandu", "max_runs", 3));

    Answer put = hub.put(SCHEDULES + id, fresh);

    assertThat(put.status()).as(put.response().body()).isEqualTo(200);
    assertThat(put.body())
        .containsEntry("id", id)
        .containsEntry("agent_name", "supervised")
        .containsEntry("recipient_id", "C0NEW")
        .containsEntry("cron_expression", "30 6 * * *")
        .containsEntry("every", null)
        .containsEntry("max_runs", 3)
        .containsEntry("version", 2);
    assertThat(next(put)).hasSize(3);
    assertThat(put.text("next_runs")).contains("T06:30:00+05:45");
    assertThat(hub.put(SCHEDULES + id, body("student", "C0NEW", Map.of("every", "1h"))).status())
        .isEqualTo(403);
    assertThat(shown(id)).containsEntry("version", 2);
  }

  @Test
  void what_somebody_has_written_meanwhile_is_not_overwritten() {
    String id = made("autonomous", "C0LOCK", Map.of("every", "1h"));
    String body = Json.write(body("autonomous", "C0LOCK", Map.of("every", "2h")));
    Map<String, String> first = Map.of("If-Match", "\"1\"");

    assertThat(hub.call("PUT", SCHEDULES + id, body, "admin-token", first).status()).isEqualTo(200);
    Answer late = hub.call("PUT", SCHEDULES + id, body, "admin-token", first);

    assertThat(late.status()).isEqualTo(412);
    assertThat(late.text("errors")).contains("version_changed");
    assertThat(
            hub.call("PUT", SCHEDULES + id, body, "admin-token", Map.of("If-Match", "x")).status())
        .isEqualTo(422);
  }

  @Test
  void put_by_its_name_makes_it_once_and_the_same_again_leaves_its_times_alone() {
    Map<String, Object> body = body("autonomous", "C0KEY", Map.of("every", "1h"));

    Answer made = hub.put(SCHEDULES + "by-key/from-git", body);
    hub.clock.forward(Duration.ofMinutes(7));
    Answer again = hub.put(SCHEDULES + "by-key/from-git", body);
    body.put("every", "2h");
    Answer changed = hub.put(SCHEDULES + "by-key/from-git", body);

    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(again.status()).as(again.response().body()).isEqualTo(200);
    assertThat(again.body())
        .containsEntry("id", made.body().get("id"))
        .containsEntry("next_run", made.body().get("next_run"));
    assertThat(changed.body().get("next_run")).isNotEqualTo(made.body().get("next_run"));
    assertThat(create("autonomous", "C0KEY", Map.of("every", "1h", "name", "from-git")).status())
        .isEqualTo(409);
  }

  @Test
  void a_batch_answers_each_in_its_place() {
    List<Map<String, Object>> schedules = new ArrayList<>();
    schedules.add(body("autonomous", "C0BATCH", Map.of("every", "1h", "name", "twice")));
    schedules.add(body("student", "C0BATCH", Map.of("every", "1h")));
    schedules.add(body("autonomous", "C0BATCH", Map.of("every", "1h", "name", "twice")));
    schedules.add(body("autonomous", "C0BATCH", Map.of("cron_expression", "nonsense")));
    schedules.add(body("autonomous", "C0BATCH", Map.of("natural_language_schedule", "every hour")));

    Answer answer = hub.post(SCHEDULES + "create/batch", Map.of("schedules", schedules));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.items())
        .extracting(i -> i.get("status"))
        .containsExactly(201, 403, 409, 422, 201);
    assertThat(answer.body()).containsEntry("accepted", 2).containsEntry("refused", 3);
    assertThat(hub.post(SCHEDULES + "create/batch", Map.of()).status()).isEqualTo(422);
  }

  @Test
  void the_list_is_paged_and_filtered() {
    String agent = hub.agent("AUTONOMOUS");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(made(agent, "C0LIST", Map.of("every", "1h")));
    }
    hub.post(SCHEDULES + made.get(2) + "/pause", Map.of());
    String list = SCHEDULES + "list?agent_id=" + agent;

    Answer first = hub.get(list + "&limit=3");
    Answer rest = hub.get(list + "&limit=3&cursor=" + first.text("next"));

    assertThat(ids(first)).isEqualTo(made.subList(0, 3));
    assertThat(ids(rest)).isEqualTo(made.subList(3, 5));
    assertThat(rest.body()).containsEntry("next", null);
    assertThat(ids(hub.get(list + "&status=paused"))).containsExactly(made.get(2));
    assertThat(hub.get(list + "&schedule_type=one_time").items()).isEmpty();
    assertThat(hub.get(list + "&calendar=none").items()).isEmpty();
  }

  private static List<String> ids(Answer page) {
    return page.items().stream().map(i -> String.valueOf(i.get("id"))).toList();
  }

  @Test
  void the_history_is_paged_and_outlives_its_schedule() {
    String id = made("autonomous", "C0HISTORY", Map.of("every", "1h"));
    for (int i = 0; i < 3; i++) {
      hub.post(SCHEDULES + id + "/run-now", Map.of());
    }
    String history = SCHEDULES + "history/executions?schedule_id=" + id;

    Answer first = hub.get(history + "&limit=2");
    Answer rest = hub.get(history + "&limit=2&cursor=" + first.text("next"));

    assertThat(first.items()).hasSize(2);
    assertThat(rest.items()).hasSize(1).doesNotContainAnyElementsOf(first.items());
    assertThat(hub.get(history + "&result=denied").items()).isEmpty();
    assertThat(hub.get(history + "&cursor=x").status()).isEqualTo(422);
    assertThat(hub.delete(SCHEDULES + id).status()).isEqualTo(200);
    assertThat(hub.get(SCHEDULES + id).status()).isEqualTo(404);
    assertThat(hub.delete(SCHEDULES + id).status()).isEqualTo(404);
    assertThat(hub.get(history).items()).hasSize(3);
  }

  @Test
  void an_agents_key_writes_and_sees_its_own_alone() {
    String key = hub.key("agent", "supervised");
    String foreign = made("autonomous", "C0FOREIGN", Map.of("every", "1h", "name", "foreign"));
    String own = Json.write(body("supervised", "C0OWN", Map.of("every", "1h")));
    String other = Json.write(body("autonomous", "C0OWN", Map.of("every", "1h")));

    assertThat(as(key, "POST", "create", own).status()).isEqualTo(201);
    assertThat(as(key, "POST", "create", other).status()).isEqualTo(403);
    for (String path : List.of(foreign + "/pause", foreign + "/resume", foreign + "/run-now")) {
      assertThat(as(key, "POST", path, "{}").status()).as(path).isEqualTo(404);
    }
    assertThat(as(key, "GET", foreign, null).status()).isEqualTo(404);
    assertThat(as(key, "DELETE", foreign, null).status()).isEqualTo(404);
    assertThat(as(key, "PUT", foreign, own).status()).isEqualTo(404);
    assertThat(as(key, "PUT", "by-key/foreign", own).status()).isEqualTo(403);
    assertThat(as(key, "GET", "list", null).items())
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s).containsEntry("agent_name", "supervised"));
    assertThat(as(key, "GET", "list?agent_id=autonomous", null).status()).isEqualTo(403);
  }

  private static Answer as(String key, String method, String path, @Nullable String body) {
    return hub.call(method, SCHEDULES + path, body, key, Map.of());
  }

  @Test
  void a_phrase_is_told_back_or_refused_with_the_words_that_were_not_understood() {
    Answer told =
        hub.post(
            SCHEDULES + "parse-nl",
            Map.of("schedule", "every weekday at 9am", "timezone", "America/Chicago"));
    Answer not = hub.post(SCHEDULES + "parse-nl", Map.of("schedule", "every blue moon at 9am"));

    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
    assertThat(told.body()).containsEntry("timezone", "America/Chicago");
    assertThat(told.text("cron_expression")).isNotNull();
    assertThat(next(told)).hasSize(5);
    assertThat(not.status()).isEqualTo(422);
    assertThat(not.text("errors")).contains("not_understood");
    assertThat(not.text("detail")).contains("blue moon");
  }

  @Test
  void calendars_hold_back_what_they_exclude_and_changing_one_moves_what_obeys_it() {
    String path = "/api/v1/calendars/";
    Map<String, Object> never = Map.of("type", "exclude", "from", "00:00", "to", "24:00");
    Map<String, Object> mornings = Map.of("type", "include", "from", "09:00", "to", "12:00");
    assertThat(hub.put(path + "mornings", Map.of("windows", List.of(mornings))).status())
        .isEqualTo(201);
    String id =
        made(
            "autonomous",
            "C0CALENDAR",
            Map.of(
                "cron_expression", "0 * * * *", "calendar", "mornings", "timezone", "Asia/Tokyo"));
    assertThat(next(hub.get(SCHEDULES + id)))
        .allSatisfy(
            at -> assertThat(at.atZone(ZoneId.of("Asia/Tokyo")).getHour()).isBetween(9, 11));
    Map<String, Object> evenings = Map.of("type", "include", "from", "18:00", "to", "20:00");
    Answer changed =
        hub.put(
            path + "mornings", Map.of("windows", List.of(evenings), "timezone", "Europe/Berlin"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(next(hub.get(SCHEDULES + id)))
        .allSatisfy(
            at -> assertThat(at.atZone(ZoneId.of("Europe/Berlin")).getHour()).isBetween(18, 19));
    Answer refused = create("autonomous", "C0CALENDAR", Map.of("every", "1h", "calendar", "never"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(hub.put(path + "never", Map.of("windows", List.of(never))).status()).isEqualTo(201);
    assertThat(
            create("autonomous", "C0CALENDAR", Map.of("every", "1h", "calendar", "never"))
                .text("errors"))
        .contains("never_fires");
    assertThat(hub.delete(path + "mornings").status()).isEqualTo(409);
    assertThat(hub.delete(path + "never").status()).isEqualTo(200);
    assertThat(hub.get(path + "never").status()).isEqualTo(404);
    assertThat(hub.get("/api/v1/calendars").items())
        .extracting(c -> c.get("name"))
        .contains("mornings");
    assertThat(
            hub.put(path + "wrong", Map.of("windows", List.of(Map.of("dates", List.of("13-32")))))
                .text("errors"))
        .contains("not_a_date");
  }

  @Test
  void to_look_now_is_an_admins() {
    assertThat(hub.post(SCHEDULES + "_execute-due", Map.of()).body())
        .containsOnlyKeys("fired", "missed", "skipped");
    assertThat(as(hub.key("sender", null), "POST", "_execute-due", "{}").status()).isEqualTo(403);
  }
}
