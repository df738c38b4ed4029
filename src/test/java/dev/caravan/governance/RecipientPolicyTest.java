package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quiet hours, caps and opt-outs, at submit and again at send. */
class RecipientPolicyTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void in_quiet_hours_a_message_waits_and_says_until_when_and_why() {
    Instant end = quietNow("U0QUIET", "hold");

    TestHub.Answer taken = hub.send("autonomous", "U0QUIET", "Hello");

    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.body())
        .containsEntry("status", "approved")
        .containsEntry("waiting_for", "quiet_hours")
        .containsEntry("waiting_until", end.toString())
        .containsEntry("deliver_after", end.toString());
    assertThat(taken.text("waiting_sentence")).contains("It is quiet", "(UTC)");
    assertThat(hub.get(PATH + taken.text("id") + "/explain").body())
        .containsEntry("waiting_for", "quiet_hours");
    assertThat(hub.arrived("U0QUIET")).isZero();

    hub.clock.forward(Duration.between(hub.clock.instant(), end).plusSeconds(1));

    assertThat(hub.until(taken.text("id"), "sent")).containsEntry("deliver_after", null);
    assertThat(hub.arrived("U0QUIET")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"urgent", "critical"})
  void what_is_urgent_goes_through_quiet_hours(String priority) {
    String recipient = "U0" + priority.toUpperCase(java.util.Locale.ROOT);
    quietNow(recipient, "hold");

    TestHub.Answer taken = hub.send("autonomous", recipient, "Fire", Map.of("priority", priority));

    hub.until(taken.text("id"), "sent");
    TestHub.Answer high = hub.send("autonomous", recipient, "News", Map.of("priority", "high"));
    assertThat(high.body()).containsEntry("waiting_for", "quiet_hours");
  }

  @Test
  void quiet_hours_that_drop_deny_the_message() {
    quietNow("U0DROP", "drop");

    TestHub.Answer denied = hub.send("autonomous", "U0DROP", "Hello");

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.response().body()).contains("\"code\":\"quiet_hours\"");
    assertThat(hub.get(PATH + "history?recipient_id=U0DROP").items()).isEmpty();
  }

  @Test
  void a_message_for_later_is_judged_by_how_it_will_stand_then() {
    Instant now = hub.clock.instant();
    quiet("U0LATER", now.plus(Duration.ofHours(2)), now.plus(Duration.ofHours(4)), "hold");
    String within = now.plus(Duration.ofHours(3)).toString();
    String before = now.plus(Duration.ofHours(1)).toString();

    TestHub.Answer moved =
        hub.send("autonomous", "U0LATER", "Hello", Map.of("scheduled_for", within));
    TestHub.Answer kept =
        hub.send("autonomous", "U0LATER", "Hello", Map.of("scheduled_for", before));

    assertThat(moved.body())
        .containsEntry("waiting_for", "quiet_hours")
        .containsEntry("deliver_after", minute(now.plus(Duration.ofHours(4))).toString());
    assertThat(kept.body())
        .containsEntry("waiting_for", "time")
        .containsEntry("deliver_after", before);
  }

  @Test
  void a_message_that_would_expire_before_the_end_is_taken_with_a_warning() {
    quietNow("U0WARN", "hold");
    String soon = hub.clock.instant().plus(Duration.ofMinutes(5)).toString();

    TestHub.Answer taken = hub.send("autonomous", "U0WARN", "Hello", Map.of("expires_at", soon));

    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.text("warnings")).contains("expires at");
  }

  @Test
  void peace_that_begins_while_a_message_waits_holds_it_at_its_send() {
    TestHub.Answer paused =
        hub.post("/api/v1/connections/telegram/pause", Map.of("reason", "It waits."));
    assertThat(paused.status()).isEqualTo(200);
    TestHub.Answer taken = telegram("5001", Map.of());
    assertThat(taken.body()).containsEntry("deliver_after", null);
    Instant now = hub.clock.instant();
    Instant end = now.plus(Duration.ofHours(1));
    recipient("telegram", "5001", quietHours(now.minus(Duration.ofHours(1)), end, "hold"));

    hub.post("/api/v1/connections/telegram/resume", Map.of());

    TestHub.until(
        "it is held at its send",
        () -> "quiet_hours".equals(hub.message(taken.text("id")).get("waiting_for")));
    assertThat(hub.message(taken.text("id")))
        .containsEntry("deliver_after", minute(end).toString());
    assertThat(hub.arrived("5001")).isZero();
    assertThat(trail(taken)).contains("message.deferred");
  }

  @Test
  void a_contact_in_peace_is_written_to_at_the_next_address() {
    Instant now = hub.clock.instant();
    contact(
        "night-owl",
        quietHours(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), "next_address"),
        "slack U0OWL",
        "telegram 5101");

    TestHub.Answer taken = contact("night-owl", Map.of());
    TestHub.Answer urgent = contact("night-owl", Map.of("priority", "urgent"));

    assertThat(taken.body()).containsEntry("recipient_id", "5101");
    hub.until(taken.text("id"), "sent");
    assertThat(hub.arrived("5101")).isEqualTo(1);
    assertThat(urgent.body()).containsEntry("recipient_id", "U0OWL");
  }

  @Test
  void without_a_next_address_it_waits() {
    Instant now = hub.clock.instant();
    contact(
        "one-address",
        quietHours(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), "next_address"),
        "slack U0ONE");

    assertThat(contact("one-address", Map.of()).body())
        .containsEntry("recipient_id", "U0ONE")
        .containsEntry("waiting_for", "quiet_hours");
  }

  @Test
  void peace_that_begins_while_a_message_waits_leads_it_to_the_next_address() {
    contact("hopper", Map.of(), "telegram 5201", "slack U0HOP");
    hub.post("/api/v1/connections/telegram/pause", Map.of("reason", "It waits."));
    TestHub.Answer taken = contact("hopper", Map.of());
    assertThat(taken.body()).containsEntry("recipient_id", "5201");
    Instant now = hub.clock.instant();
    contact(
        "hopper",
        quietHours(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), "next_address"),
        "telegram 5201",
        "slack U0HOP");

    hub.post("/api/v1/connections/telegram/resume", Map.of());

    assertThat(hub.until(taken.text("id"), "sent"))
        .containsEntry("connection", "slack")
        .containsEntry("platform", "slack")
        .containsEntry("recipient_id", "U0HOP")
        .containsEntry("contact", "hopper");
    assertThat(hub.arrived("U0HOP")).isEqualTo(1);
    assertThat(hub.arrived("5201")).isZero();
    assertThat(trail(taken)).contains("message.detoured");
  }

  @Test
  void beyond_a_cap_a_message_waits_until_the_first_is_old_enough() {
    recipient("slack", "U0CAP", Map.of("frequency", List.of(Map.of("count", 2, "per", "1h"))));
    hub.until(hub.send("autonomous", "U0CAP", "1").text("id"), "sent");
    hub.until(hub.send("autonomous", "U0CAP", "2").text("id"), "sent");

    TestHub.Answer third = hub.send("autonomous", "U0CAP", "3");

    assertThat(third.status()).isEqualTo(201);
    assertThat(third.body()).containsEntry("waiting_for", "rate_limit");
    assertThat(third.text("waiting_sentence")).contains("at most 2 in 1h");
    Instant after = Instant.parse(String.valueOf(third.text("deliver_after")));
    assertThat(after)
        .isBetween(
            hub.clock.instant().plus(Duration.ofMinutes(59)),
            hub.clock.instant().plus(Duration.ofMinutes(61)));
    hub.clock.forward(Duration.ofMinutes(61));
    hub.until(third.text("id"), "sent");
  }

  @Test
  void a_flood_is_let_through_by_the_cap_in_its_order() {
    recipient("slack", "U0FLOOD", Map.of("frequency", List.of(Map.of("count", 3, "per", "1d"))));
    for (int i = 0; i < 9; i++) {
      assertThat(hub.send("autonomous", "U0FLOOD", "n" + i).status()).isEqualTo(201);
    }

    for (int day = 1; day <= 3; day++) {
      int so = 3 * day;
      TestHub.until("so many have arrived: " + so, () -> hub.arrived("U0FLOOD") == so);
      TestHub.until(
          "the others wait for their day",
          () ->
              hub.get(PATH + "history?status=approved&recipient_id=U0FLOOD").items().stream()
                  .allMatch(m -> "rate_limit".equals(m.get("waiting_for"))));
      assertThat(hub.arrived("U0FLOOD")).isEqualTo(so);
      hub.clock.forward(Duration.ofHours(25));
    }
    assertThat(hub.received("U0FLOOD"))
        .extracting(m -> String.valueOf(m.get("text")))
        .containsExactly("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8");
  }

  @Test
  void a_cap_that_drops_denies_what_is_too_many() {
    Map<String, Object> cap = Map.of("count", 1, "per", "1d", "action", "drop");
    recipient("slack", "U0CAPDROP", Map.of("frequency", List.of(cap)));
    hub.until(hub.send("autonomous", "U0CAPDROP", "1").text("id"), "sent");

    TestHub.Answer denied = hub.send("autonomous", "U0CAPDROP", "2");

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.response().body()).contains("\"code\":\"frequency_cap\"");
  }

  @Test
  void a_contacts_cap_counts_over_all_of_its_addresses() {
    Map<String, Object> cap = Map.of("frequency", List.of(Map.of("count", 1, "per", "1d")));
    contact("counted", cap, "slack U0COUNT", "telegram 5301");
    hub.until(hub.send("autonomous", "U0COUNT", "1").text("id"), "sent");

    assertThat(telegram("5301", Map.of()).body()).containsEntry("waiting_for", "rate_limit");
  }

  @Test
  void whoever_opted_out_is_not_written_to_however_they_are_named() {
    contact("out", Map.of("opted_out", true), "slack U0OUT");
    recipient("slack", "U0OUT2", Map.of("opted_out", true));

    assertThat(contact("out", Map.of("priority", "critical")).response().body())
        .contains("\"code\":\"opted_out\"");
    assertThat(hub.send("autonomous", "U0OUT", "Hello").status()).isEqualTo(403);
    assertThat(hub.send("autonomous", "U0OUT2", "Hello").response().body())
        .contains("\"code\":\"opted_out\"");

    recipient("slack", "U0OUT2", Map.of("opted_out", false));
    assertThat(hub.send("autonomous", "U0OUT2", "Hello").status()).isEqualTo(201);
  }

  @Test
  void an_opt_out_reaches_what_is_queued_already() {
    hub.post("/api/v1/connections/telegram/pause", Map.of("reason", "It waits."));
    TestHub.Answer taken = telegram("5401", Map.of());
    recipient("telegram", "5401", Map.of("opted_out", true));

    hub.post("/api/v1/connections/telegram/resume", Map.of());

    assertThat(hub.until(taken.text("id"), "denied")).containsEntry("error_reason", "opted_out");
    assertThat(hub.arrived("5401")).isZero();
  }

  @Test
  void a_recipients_policy_is_changed_field_by_field_and_null_takes_away() {
    Map<String, Object> cap = Map.of("count", 3, "per", "1d", "action", "drop");
    recipient("slack", "U0FIELD", Map.of("timezone", "Asia/Tokyo", "frequency", List.of(cap)));
    recipient("slack", "U0FIELD", Map.of("quiet_hours", Map.of("from", "22:00", "to", "07:00")));

    TestHub.Answer shown = hub.get("/api/v1/recipients?connection=slack&recipient_id=U0FIELD");
    assertThat(shown.body())
        .containsEntry("timezone", "Asia/Tokyo")
        .containsEntry("frequency", List.of(cap));
    assertThat(shown.text("quiet_hours")).contains("22:00");

    Map<String, Object> nothing = new HashMap<>();
    nothing.put("quiet_hours", null);
    recipient("slack", "U0FIELD", nothing);
    assertThat(hub.get("/api/v1/recipients?connection=slack&recipient_id=U0FIELD").body())
        .containsEntry("quiet_hours", null)
        .containsEntry("frequency", List.of(cap));
    assertThat(hub.get("/api/v1/audit?subject=" + shown.text("audit_subject")).items())
        .extracting(e -> e.get("verb"))
        .containsOnly("recipient.policy_set");
  }

  @Test
  void an_edit_of_what_was_sent_disturbs_nobody() {
    TestHub.Answer sent = hub.send("autonomous", "U0EDIT", "Hello");
    hub.until(sent.text("id"), "sent");
    quietNow("U0EDIT", "drop");

    assertThat(hub.put(PATH + sent.text("id") + "/content", Map.of("content", "Hello!")).status())
        .isEqualTo(200);
  }

  private static Instant quietNow(String recipient, String action) {
    Instant now = hub.clock.instant();
    Instant end = now.plus(Duration.ofHours(2));
    quiet(recipient, now.minus(Duration.ofHours(1)), end, action);
    return minute(end);
  }

  private static void quiet(String recipient, Instant from, Instant to, String action) {
    recipient("slack", recipient, quietHours(from, to, action));
  }

  private static Map<String, Object> quietHours(Instant from, Instant to, String action) {
    return Map.of(
        "timezone",
        "UTC",
        "quiet_hours",
        Map.of("from", clock(from), "to", clock(to), "action", action));
  }

  private static String clock(Instant at) {
    return LocalTime.ofInstant(minute(at), ZoneOffset.UTC).toString();
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  private static void recipient(String connection, String recipient, Map<String, ?> policy) {
    TestHub.Answer put =
        hub.put(
            "/api/v1/recipients?connection=" + connection + "&recipient_id=" + recipient, policy);
    assertThat(put.status()).as(put.response().body()).isEqualTo(200);
  }

  private static void contact(String name, Map<String, ?> policy, String... addresses) {
    Map<String, Object> body = new HashMap<>(policy);
    body.put(
        "addresses",
        java.util.Arrays.stream(addresses)
            .map(a -> a.split(" "))
            .map(a -> Map.of("connection", a[0], "recipient_id", a[1]))
            .toList());
    TestHub.Answer put = hub.put("/api/v1/contacts/" + name, body);
    assertThat(put.status()).as(put.response().body()).isBetween(200, 201);
  }

  private static TestHub.Answer contact(String name, Map<String, ?> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("agent_id", "autonomous", "contact", name, "content", "Hello"));
    body.putAll(more);
    return hub.post(PATH + "send", body);
  }

  private static TestHub.Answer telegram(String recipient, Map<String, ?> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "agent_id", "autonomous",
                "connection", "telegram",
                "recipient_id", recipient,
                "content", "Hello"));
    body.putAll(more);
    return hub.post(PATH + "send", body);
  }

  private static List<String> trail(TestHub.Answer sent) {
    return hub.get("/api/v1/audit?subject=message:" + sent.text("id")).items().stream()
        .map(e -> String.valueOf(e.get("verb")))
        .toList();
  }
}
