package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.message.Target;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.Windowed;
import dev.caravan.platform.slack.SlackPlatform;
import dev.caravan.store.AuditLog;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether anything may be written to a recipient, as the hub knows it. */
class MessagingWindowsTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Connections CONNECTIONS = new Connections();
  private static Database database;
  private final MovedClock clock = new MovedClock();
  private final MessagingWindows windows = windows();

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    CONNECTIONS.replace(
        List.of(
            Windowed.connection("real", false, false),
            Windowed.connection("trusting", false, true),
            Deliveries.connection("slack")));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private MessagingWindows windows() {
    return new MessagingWindows(
        database.jdbi(),
        "salt",
        CONNECTIONS,
        new Platforms(List.of(new Windowed(), new SlackPlatform())),
        () -> clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Test
  void a_platform_without_windows_needs_none() {
    assertThat(windows.of(new Target.Lane("slack", "C1"))).isEqualTo(new Standing.Needless());
  }

  @Test
  void a_window_that_was_never_seen_is_closed_unless_the_connection_assumes_otherwise() {
    assertThat(windows.of(new Target.Lane("real", "never"))).isEqualTo(new Standing.Closed(null));
    assertThat(windows.of(new Target.Lane("trusting", "never"))).isEqualTo(new Standing.Open(null));
  }

  @Test
  void what_a_person_writes_opens_their_window_for_a_day() {
    Target.Lane lane = new Target.Lane("real", "writer");
    Instant at = now();

    windows.heardFrom(lane, at);

    assertThat(windows.of(lane)).isEqualTo(new Standing.Open(at.plus(DAY)));
    clock.forward(DAY);
    assertThat(windows.of(lane)).isEqualTo(new Standing.Closed(at.plus(DAY)));
  }

  @Test
  void a_message_that_comes_late_shortens_no_window() {
    Target.Lane lane = new Target.Lane("real", "late");
    Instant at = now();

    windows.heardFrom(lane, at);
    windows.heardFrom(lane, at.minus(Duration.ofHours(2)));

    assertThat(windows.of(lane)).isEqualTo(new Standing.Open(at.plus(DAY)));
  }

  @Test
  void a_window_that_was_seen_to_close_is_closed_whatever_is_assumed() {
    Target.Lane lane = new Target.Lane("trusting", "gone");
    assertThat(windows.of(lane)).isInstanceOf(Standing.Open.class);

    windows.closed(lane);

    assertThat(windows.of(lane)).isInstanceOf(Standing.Closed.class);
  }

  @Test
  void what_another_node_opens_is_open_here_at_once() {
    Target.Lane lane = new Target.Lane("real", "elsewhere");
    assertThat(windows.of(lane)).isInstanceOf(Standing.Closed.class);

    windows().heardFrom(lane, now());

    assertThat(windows.of(lane)).isInstanceOf(Standing.Open.class);
  }

  @Test
  void what_another_node_closes_is_closed_here_once_it_is_told() {
    Target.Lane lane = new Target.Lane("real", "closing");
    windows.heardFrom(lane, now());
    assertThat(windows.of(lane)).isInstanceOf(Standing.Open.class);

    windows().set(lane, now().minusSeconds(1), "mira");
    windows.forget();

    assertThat(windows.of(lane)).isInstanceOf(Standing.Closed.class);
  }

  @Test
  void who_sets_a_window_is_in_the_trail_and_the_recipients_id_is_not() {
    Target.Lane lane = new Target.Lane("real", "491701234567");
    Instant until = now().plus(DAY);

    windows.set(lane, until, "mira");

    AuditLog.Event event =
        new AuditLog(database.jdbi())
            .newest(
                new AuditLog.Filter(windows.subject(lane), null, null, null, null),
                Long.MAX_VALUE,
                10)
            .get(0);
    assertThat(event.act().verb()).isEqualTo("recipient.window_set");
    assertThat(event.act().actor()).isEqualTo("mira");
    assertThat(event.act().detail())
        .containsEntry("connection", "real")
        .containsEntry("window_open_until", until.toString());
    assertThat(event.toString()).doesNotContain("491701234567");
  }
}
