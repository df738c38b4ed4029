package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.agent.Grant;
import dev.caravan.contact.Contacts;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.message.Fault;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.message.Target;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.Windowed;
import dev.caravan.store.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message that its recipient's window keeps out is refused when it is submitted. */
class ClosedWindowTest {
  private static final MovedClock CLOCK = new MovedClock();
  private static Database database;
  private static MessagingWindows windows;
  private static Resolver resolver;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    Agents agents = new Agents(database.jdbi(), CLOCK);
    agents.create(
        "teller",
        Maturity.AUTONOMOUS,
        new Agent.Profile(null, List.of(), 5, null),
        Grant.usual(),
        "tests");
    Connections connections = new Connections();
    connections.replace(
        List.of(
            Windowed.connection("real", false, false),
            Windowed.connection("trusting", false, true)));
    Platforms platforms = new Platforms(List.of(new Windowed()));
    windows = new MessagingWindows(database.jdbi(), "salt", connections, platforms, CLOCK);
    Destinations destinations = new Destinations(connections, platforms);
    RecipientsTable recipients = new RecipientsTable(database.jdbi(), CLOCK);
    resolver =
        new Resolver(
            agents,
            destinations,
            recipients,
            new RepliesTable(database.jdbi()),
            windows,
            new ContactTargets(new Contacts(database.jdbi(), CLOCK), destinations, recipients));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_recipient_who_never_wrote_is_refused_with_the_remedy() {
    assertThat(refused(Map.of("connection", "real")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.field()).isEqualTo("recipient_id");
              assertThat(fault.code()).isEqualTo("window_closed");
              assertThat(fault.message())
                  .contains("at most 24 h after their own last message", "on real")
                  .contains("give a 'platform_template'", "PUT /api/v1/recipients");
            });
  }

  @Test
  void a_window_that_has_closed_is_told_with_its_time() {
    Target.Lane lane = new Target.Lane("real", "closed");
    windows.heardFrom(lane, CLOCK.instant().minus(Duration.ofHours(30)));

    assertThat(refused(Map.of("connection", "real", "recipient_id", "closed")))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("the window of 'closed' on real"));
  }

  @Test
  void whoever_wrote_within_the_day_is_written_to() {
    windows.heardFrom(
        new Target.Lane("real", "awake"), CLOCK.instant().minus(Duration.ofHours(23)));

    assertThat(resolved(Map.of("connection", "real", "recipient_id", "awake"))).isNotNull();
  }

  @Test
  void a_template_is_taken_whatever_the_window() {
    Map<String, Object> template = Map.of("name", "order_update", "language", "en_US");

    Message taken = resolved(Map.of("connection", "real", "platform_template", template));

    assertThat(taken.content().extras().template()).isNotNull();
    assertThat(resolver.warnings(taken)).isEmpty();
  }

  @Test
  void a_message_for_later_is_taken_with_a_warning() {
    String at = CLOCK.instant().plus(Duration.ofHours(2)).toString();

    Message taken = resolved(Map.of("connection", "real", "scheduled_for", at));

    assertThat(resolver.warnings(taken))
        .singleElement()
        .asString()
        .contains("known no sooner than", "window_closed");
  }

  @Test
  void a_connection_that_assumes_open_windows_takes_everything() {
    assertThat(resolved(Map.of("connection", "trusting"))).isNotNull();
  }

  @Test
  void the_parts_of_a_message_are_those_of_its_text() {
    Map<String, Object> template = Map.of("name", "order_update", "language", "en_US");
    String text = "A sentence of a report that is long. ".repeat(3).strip();

    Message taken =
        resolved(Map.of("connection", "real", "content", text, "platform_template", template));

    assertThat(resolver.parts(taken)).isEqualTo(3);
  }

  private static List<Fault> refused(Map<String, ?> more) {
    List<Fault> faults = new java.util.ArrayList<>();
    assertThatThrownBy(() -> resolved(more))
        .isInstanceOfSatisfying(Refused.class, refused -> faults.addAll(refused.faults()));
    return faults;
  }

  private static Message resolved(Map<String, ?> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("agent_id", "teller", "recipient_id", "4917", "content", "Hi"));
    body.putAll(more);
    Submission submission =
        SubmissionForm.read(
            body, new Submission.Entry(Origin.SEND, "tests", null, null, null), CLOCK.instant());
    return resolver.resolve(submission, CLOCK.instant());
  }
}
