package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A running hub tells those on call what a human must look at. */
class OnCallTest {
  private static final String SLACK = "{\"connection\":\"slack\",\"recipient_id\":\"C0ONCALL\"}";
  private static final String TELEGRAM = "{\"platform\":\"telegram\",\"recipient_id\":\"4242\"}";

  @Test
  void a_dead_letter_is_told_by_the_hub_without_content_or_recipient() {
    try (TestHub hub = hub(TestHub.UNLIMITED, SLACK, TELEGRAM)) {
      String id = hub.send("autonomous", "C0DEADONE", "The secret of the day").text("id");

      assertThat(told(hub, "C0ONCALL"))
          .contains("a message ended undelivered", "1 on slack, recipient_unknown", id + "/explain")
          .contains("docs/RUNBOOK.md, dead_letter")
          .doesNotContain("C0DEADONE", "secret");
      Map<String, Object> notice =
          hub.get("/api/v1/messaging/proactive/history?recipient_id=C0ONCALL").items().get(0);
      assertThat(notice)
          .containsEntry("origin", "hub")
          .containsEntry("agent_name", "hub")
          .containsEntry("priority", "urgent");
      assertThat(hub.get("/api/v1/audit?subject=message:" + notice.get("id")).items())
          .extracting(act -> act.get("verb"))
          .contains("message.approved");
    }
  }

  @Test
  void a_held_unknown_is_told_over_another_connection() {
    try (TestHub hub = hub(TestHub.UNLIMITED, SLACK, TELEGRAM)) {
      Map<String, ?> fault =
          Map.of("platform", "slack", "mode", "reset", "rate", 1, "recipient_id", "C0RESET");
      hub.put("/sandbox/api/faults", fault);
      hub.send("autonomous", "C0RESET", "Hello");

      assertThat(told(hub, "4242"))
          .contains("a message may or may not have arrived", "docs/RUNBOOK.md, unknown_held");
      assertThat(hub.arrived("C0ONCALL")).isZero();
    }
  }

  @Test
  void a_refused_credential_is_told_and_never_over_the_connection_itself() {
    String connections =
        """
        connections:
          - {name: slack, platform: slack, sandbox: true, limits: none, credentials: {botToken: "xoxb-wrong"}}
          - {name: telegram, platform: telegram, sandbox: true, default: true, limits: none}
        """;
    try (TestHub hub = hub(connections, SLACK, TELEGRAM)) {
      hub.send("autonomous", "C0GENERAL", "Hello");

      assertThat(told(hub, "4242"))
          .contains("a platform refused a credential", "1 on slack:", "/api/v1/connections");
      assertThat(hub.get("/api/v1/messaging/proactive/history?recipient_id=C0ONCALL").items())
          .isEmpty();
    }
  }

  @Test
  void an_approval_is_told_once_it_is_older_than_an_hour() {
    try (TestHub hub = hub(TestHub.UNLIMITED, SLACK, TELEGRAM)) {
      hub.send("intern", "C0GENERAL", "May I?");
      hub.clock.forward(Duration.ofMinutes(59));
      looked(hub);
      assertThat(rows(hub, "ops_notices", "true")).isZero();

      hub.clock.forward(Duration.ofMinutes(1));

      assertThat(told(hub, "C0ONCALL"))
          .contains("a message has waited for its approval for over 1 h", "1 on slack:");
    }
  }

  @Test
  void a_breaker_of_any_node_is_told_once_it_is_open_for_over_five_minutes() {
    try (TestHub hub = hub(TestHub.UNLIMITED, SLACK, TELEGRAM)) {
      hub.sql(
          "insert into ops_breakers (connection, since) values ('elsewhere', ?)",
          Timestamp.from(hub.clock.instant().minus(Duration.ofMinutes(4))));
      looked(hub);
      assertThat(rows(hub, "ops_notices", "true")).isZero();

      hub.clock.forward(Duration.ofMinutes(1));

      assertThat(told(hub, "C0ONCALL"))
          .contains("a breaker has been open for over 5 min", "1 on elsewhere:");
    }
  }

  @Test
  void within_five_minutes_dead_letters_are_gathered_and_the_next_notice_says_how_many() {
    try (TestHub hub = hub(TestHub.UNLIMITED, SLACK, TELEGRAM)) {
      hub.send("autonomous", "C0DEADONE", "Hello");
      told(hub, "C0ONCALL");

      for (String recipient : List.of("C0DEADTWO", "C0GONEONE", "C0GONETWO")) {
        hub.send("autonomous", recipient, "Hello");
      }
      TestHub.until("they are gathered", () -> gathered(hub) == 3);
      looked(hub);
      assertThat(hub.arrived("C0ONCALL")).isEqualTo(1);

      hub.clock.forward(Duration.ofMinutes(5));

      TestHub.until("the next notice came", () -> hub.arrived("C0ONCALL") == 2);
      assertThat(String.valueOf(hub.received("C0ONCALL").get(1).get("text")))
          .contains("3 messages ended undelivered", "recipient_unknown", "recipient_unreachable");
      looked(hub);
      assertThat(rows(hub, "ops_notices", "true")).isEqualTo(2);
    }
  }

  @Test
  void a_notice_that_fails_goes_to_the_next_target_and_is_no_dead_letter_to_tell_of() {
    String dead = SLACK.replace("C0ONCALL", "C0DEADTWO");
    try (TestHub hub = hub(TestHub.UNLIMITED, dead, TELEGRAM)) {
      hub.send("autonomous", "C0DEADONE", "Hello");

      assertThat(told(hub, "4242")).contains("a message ended undelivered");

      assertThat(
              hub.get("/api/v1/messaging/proactive/history?recipient_id=C0DEADTWO").items().get(0))
          .containsEntry("status", "failed");
      hub.clock.forward(Duration.ofMinutes(10));
      looked(hub);
      assertThat(rows(hub, "ops_troubles", "true")).isZero();
      assertThat(rows(hub, "ops_notices", "true")).isEqualTo(1);
      assertThat(hub.arrived("4242")).isEqualTo(1);
    }
  }

  @Test
  void what_was_told_is_not_told_again_after_a_restart() {
    try (TestHub hub = hub(TestHub.UNLIMITED, SLACK, TELEGRAM)) {
      hub.send("autonomous", "C0DEADONE", "Hello");
      told(hub, "C0ONCALL");

      hub.restart();
      hub.clock.forward(Duration.ofMinutes(10));
      looked(hub);

      assertThat(rows(hub, "ops_notices", "true")).isEqualTo(1);
      assertThat(rows(hub, "proactive_messages", "origin = 'hub'")).isEqualTo(1);
    }
  }

  private static TestHub hub(String connections, String... targets) {
    return TestHub.with(
        connections,
        Map.of(
            "CARAVAN_OPS_NOTIFY",
            "[" + String.join(",", targets) + "]",
            "CARAVAN_OPS_INTERVAL",
            "100"));
  }

  /** The first notice to a recipient, once it is there. */
  private static String told(TestHub hub, String recipient) {
    TestHub.until("a notice came to " + recipient, () -> hub.arrived(recipient) == 1);
    return String.valueOf(hub.received(recipient).get(0).get("text"));
  }

  /** Waits until a look that began now has ended, and with it one of what it found. */
  private static void looked(TestHub hub) {
    for (int i = 0; i < 2; i++) {
      Timestamp hourAgo = Timestamp.from(hub.clock.instant().minus(Duration.ofHours(1)));
      TestHub.until(
          "a look",
          () ->
              hub.sql("update ops_cursor set tenant = tenant where approvals_until >= ?", hourAgo)
                  == 1);
    }
  }

  private static int gathered(TestHub hub) {
    for (int n = 0; n < 100; n++) {
      int wanted = n;
      if (hub.sql(
              "update ops_cursor set tenant = tenant where (select coalesce(sum(count), 0) from ops_troubles) = ?",
              wanted)
          == 1) {
        return n;
      }
    }
    throw new AssertionError("More than 100 troubles were gathered");
  }

  private static int rows(TestHub hub, String table, String where) {
    return hub.sql("update " + table + " set tenant = tenant where " + where);
  }
}
