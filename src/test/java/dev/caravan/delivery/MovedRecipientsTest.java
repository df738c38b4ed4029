package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where messages for a recipient go who lives on under another id. */
class MovedRecipientsTest {
  private static final Outcome SENT = new Outcome.Sent(List.of("1"));
  private static Database database;
  private final RecipientsTable recipients = table();
  private final List<String> asked = new ArrayList<>();
  private Duration took = Duration.ZERO;
  private long nanos;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void theSameMessageGoesToTheNewIdAndLaterOnesGoThereAtOnce() {
    Carrier carrier = carrier(Map.of("old", "new"));

    assertThat(carrier.carry(to("old"))).isEqualTo(SENT);
    assertThat(carrier.carry(to("old"))).isEqualTo(SENT);

    assertThat(asked).containsExactly("old", "new", "new");
  }

  @Test
  void anotherNodeLearnsItFromTheTable() {
    carrier(Map.of("kept", "there")).carry(to("kept"));
    RecipientsTable elsewhere = table();

    elsewhere.refresh();

    assertThat(elsewhere.movedTo(to("kept").message().target().lane())).contains("there");
  }

  @Test
  void aSecondMoveIsFollowedFromTheFirst() {
    carrier(Map.of("a", "b")).carry(to("a"));
    asked.clear();

    assertThat(carrier(Map.of("a", "b", "b", "c")).carry(to("a"))).isEqualTo(SENT);

    assertThat(asked).containsExactly("b", "c");
    assertThat(recipients.movedTo(to("a").message().target().lane())).contains("c");
  }

  @Test
  void twoIdsThatPointAtEachOtherEndInARefusal() {
    Outcome outcome = carrier(Map.of("x", "y", "y", "x")).carry(to("x"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, r -> assertThat(r.reason()).isEqualTo(Reason.RECIPIENT_MOVED));
    assertThat(asked).containsExactly("x", "y");
  }

  @Test
  void a_move_that_is_learnt_late_is_followed_by_the_next_try() {
    took = Duration.ofSeconds(11);
    Carrier carrier = carrier(Map.of("late", "later"));

    assertThat(carrier.carry(to("late"))).isInstanceOf(Outcome.Retry.class);
    assertThat(carrier.carry(to("late"))).isEqualTo(SENT);

    assertThat(asked).containsExactly("late", "later");
  }

  private Carrier carrier(Map<String, String> moves) {
    return new MovedRecipients(
        delivery -> {
          asked.add(delivery.recipientId());
          String to = moves.get(delivery.recipientId());
          nanos += took.toNanos();
          return to == null ? SENT : new Outcome.Moved(to);
        },
        recipients,
        new MovedRecipients.Haste(Duration.ofSeconds(10), () -> nanos));
  }

  private static RecipientsTable table() {
    return new RecipientsTable(database.jdbi(), InstantSource.fixed(Rows.NOW));
  }

  private static Delivery to(String recipient) {
    Message message = Rows.message(recipient, "Hello", Priority.NORMAL);
    return new Delivery(message, 0, 1, "key");
  }
}
