package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/v1/recipients}: what is known of one recipient, and who set it. */
class RecipientsTest {
  private static final String RECIPIENTS = "/api/v1/recipients?connection=telegram&recipient_id=";
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
  void of_one_who_is_unknown_it_says_so() {
    TestHub.Answer shown = hub.get(RECIPIENTS + "4711");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body())
        .containsEntry("connection", "telegram")
        .containsEntry("recipient_id", "4711")
        .containsEntry("window", "none")
        .containsEntry("dead_since", null)
        .containsEntry("quiet_hours", null)
        .containsEntry("frequency", List.of())
        .containsEntry("updated_at", null);
  }

  @Test
  void of_one_who_is_dead_it_says_since_when_and_why_and_where_they_went() {
    hub.sql(
        "insert into recipients (connection, recipient_id, dead_since, dead_reason, moved_to, policy,"
            + " updated_at) values ('telegram', '4712', now(), 'recipient_unknown', '-1004712',"
            + " '{\"timezone\": \"Asia/Tokyo\"}', now())");

    assertThat(hub.get(RECIPIENTS + "4712").body())
        .containsEntry("dead_reason", "recipient_unknown")
        .containsEntry("moved_to", "-1004712")
        .containsEntry("timezone", "Asia/Tokyo")
        .doesNotContainEntry("dead_since", null);
  }

  @Test
  void who_sets_a_window_is_in_the_trail_under_a_name_that_is_no_id() {
    Map<String, String> window = Map.of("window_open_until", "2099-12-24T18:00:00Z");

    TestHub.Answer set = hub.put(RECIPIENTS + "4713000", window);

    assertThat(set.status()).isEqualTo(200);
    TestHub.Answer trail = hub.get("/api/v1/audit?subject=" + set.text("audit_subject"));
    assertThat(trail.items())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event)
                    .containsEntry("verb", "recipient.window_set")
                    .containsEntry("actor", "admin"));
    assertThat(trail.response().body()).doesNotContain("4713000");
  }

  @ParameterizedTest
  @CsvSource({"admin, 200", "sender, 200", "approver, 403", "viewer, 403", "agent, 403"})
  void a_window_is_set_by_those_who_may(String role, int status) {
    String key = hub.key(role, role.equals("agent") ? "autonomous" : null);
    String body = "{\"window_open_until\": \"2099-12-24T18:00:00Z\"}";

    assertThat(hub.call("PUT", RECIPIENTS + "4714", body, key, Map.of()).status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?recipient_id=1 | connection required",
        "?connection=telegram | recipient_id required",
        "?connection=telegrm&recipient_id=1 | connection connection_unknown",
        "?connection=telegram&recipient_id=nobody+at+all | recipient_id recipient_form",
        "?connection=telegram&recipient_id=1&colour=red | colour unknown_field"
      })
  void nobody_in_particular_is_refused(String query, String fault) {
    TestHub.Answer refused = hub.get("/api/v1/recipients" + query);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(faults(refused)).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | window_open_until required",
        "{\"window_open_until\": \"tomorrow\"} | window_open_until not_an_instant",
        "{\"window_open_until\": \"2099-12-24T18:00:00Z\", \"dead\": true} | dead unknown_field"
      })
  void a_window_without_a_moment_is_refused(String body, String fault) {
    TestHub.Answer refused = hub.call("PUT", RECIPIENTS + "4715", body, "admin-token", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(faults(refused)).containsExactly(fault);
    assertThat(hub.get(RECIPIENTS + "4715").body()).containsEntry("updated_at", null);
  }

  private static List<String> faults(TestHub.Answer refused) {
    List<?> errors = (List<?>) refused.body().getOrDefault("errors", List.of());
    return errors.stream()
        .map(e -> ((Map<?, ?>) e).get("field") + " " + ((Map<?, ?>) e).get("code"))
        .toList();
  }
}
