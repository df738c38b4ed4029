package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.Windowed;
import dev.caravan.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In which form a part goes, and when none does. */
class CarriageTest {
  private static final Content TEXT = new Content("Hello", Format.PLAIN, List.of());
  private static final Content BOTH = Windowed.templated(TEXT);
  private static final Outcome SENT = new Outcome.Sent(List.of("1"));
  private static final Outcome CLOSED =
      new Outcome.Rejected(Reason.WINDOW_CLOSED, "Re-engagement message");
  private static Database database;
  private final MovedClock clock = new MovedClock();
  private final List<Delivery> carried = new ArrayList<>();
  private MessagingWindows windows = windows(new Windowed());
  private Outcome answer = SENT;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private MessagingWindows windows(Windowed platform) {
    Connections connections = new Connections();
    connections.replace(
        List.of(
            Windowed.connection("real", false, false),
            Windowed.connection("trusting", false, true)));
    return new MessagingWindows(
        database.jdbi(), "salt", connections, new Platforms(List.of(platform)), clock);
  }

  @Test
  void while_the_window_is_open_the_text_goes_and_the_template_stays_behind() {
    Queued row = row("real", "open", BOTH, 0, 3);
    windows.heardFrom(row.message().target().lane(), clock.instant());

    Carriage.Carried done = carry(row);

    assertThat(done).isEqualTo(new Carriage.Carried(row, SENT));
    assertThat(carried).extracting(d -> d.message().content()).containsExactly(TEXT);
  }

  @Test
  void while_it_is_closed_the_template_goes_and_is_the_whole_message() {
    Carriage.Carried done = carry(row("real", "closed", BOTH, 0, 3));

    assertThat(done.outcome()).isEqualTo(SENT);
    assertThat(done.row().state().parts()).isEqualTo(1);
    assertThat(carried).extracting(d -> d.message().content()).containsExactly(BOTH);
  }

  @Test
  void while_it_is_closed_a_text_alone_is_never_posted() {
    Carriage.Carried done = carry(row("real", "silent", TEXT, 0, 1));

    assertThat(carried).isEmpty();
    assertThat(done.outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.WINDOW_CLOSED);
              assertThat(rejected.detail())
                  .contains("at most 24 h", "nobody has heard from 'silent'")
                  .contains("platform_template", "PUT /api/v1/recipients");
            });
  }

  @Test
  void a_template_that_the_platform_does_not_take_opens_nothing() {
    windows = windows(new Windowed(Set.<Feature>of()));

    Carriage.Carried done = carry(row("real", "nobody", BOTH, 0, 1));

    assertThat(carried).isEmpty();
    assertThat(done.outcome().toString()).contains("WINDOW_CLOSED").doesNotContain("template");
  }

  @Test
  void a_later_part_is_text_and_ends_with_the_window() {
    Queued second = row("real", "between", BOTH, 1, 3);
    windows.heardFrom(second.message().target().lane(), clock.instant());
    carry(second);
    clock.forward(Duration.ofHours(25));

    Carriage.Carried late = carry(second);

    assertThat(carried).hasSize(1);
    assertThat(carried.get(0).part()).isEqualTo(1);
    assertThat(carried.get(0).message().content()).isEqualTo(TEXT);
    assertThat(late.outcome()).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void a_platform_that_calls_the_window_closed_is_believed_and_gets_the_template_next() {
    Queued row = row("trusting", "surprise", BOTH, 0, 1);
    answer = CLOSED;
    assertThat(carry(row).outcome())
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> assertThat(retry.reason()).isEqualTo(Reason.WINDOW_CLOSED));
    answer = SENT;

    assertThat(carry(row).outcome()).isEqualTo(SENT);

    assertThat(carried).extracting(d -> d.message().content()).containsExactly(TEXT, BOTH);
  }

  @Test
  void a_platform_that_calls_the_window_closed_ends_a_text_alone() {
    Queued row = row("trusting", "alone", TEXT, 0, 1);
    answer = CLOSED;

    assertThat(carry(row).outcome()).isEqualTo(CLOSED);

    assertThat(windows.of(row.message().target().lane())).isInstanceOf(Standing.Closed.class);
  }

  @Test
  void a_retry_of_the_first_part_chooses_its_form_anew() {
    Queued row = row("real", "again", BOTH, 0, 3);
    carry(row);
    windows.heardFrom(row.message().target().lane(), clock.instant());

    Carriage.Carried again = carry(row.at(new Queued.Try(0, 3, 1, clock.instant(), null)));

    assertThat(carried).extracting(d -> d.message().content()).containsExactly(BOTH, TEXT);
    assertThat(carried).extracting(Delivery::attempt).containsExactly(1, 2);
    assertThat(again.row().state().parts()).isEqualTo(3);
  }

  private Carriage.Carried carry(Queued row) {
    Carrier carrier =
        delivery -> {
          carried.add(delivery);
          return answer;
        };
    return new Carriage(carrier, windows).carry(row);
  }

  private static Queued row(
      String connection, String recipient, Content content, int part, int parts) {
    Message some = Rows.message(recipient, "", Priority.NORMAL);
    Message message =
        new Message(
            some.id(),
            some.sender(),
            new Target(Windowed.ID, connection, false, recipient, null),
            content,
            some.outline(),
            some.createdAt());
    return new Queued(message, 1, new Queued.Try(part, parts, 0, null, null), null);
  }
}
