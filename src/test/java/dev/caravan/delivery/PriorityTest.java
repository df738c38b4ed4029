package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Message;
import dev.caravan.message.Priority;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The urgent go first, and nobody waits for ever, however much lies in the table. */
class PriorityTest {
  private static final int FLOOD = 20_000;

  private final Window window = new Window(false);
  private final TableInMemory table = new TableInMemory(1_000, 8);
  private final Walk walk = new Walk("slack", table, window);
  private long seq;

  @Test
  void one_critical_message_goes_next_amid_a_flood_of_low_ones() {
    for (int i = 0; i < FLOOD; i++) {
      put("C" + i, Priority.LOW);
    }
    send(100);

    Queued critical = row("C0CRITICAL", Priority.CRITICAL);
    table.put(critical);
    window.offer(critical);

    assertThat(send(1)).containsExactly(critical);
  }

  @Test
  void critical_messages_from_elsewhere_go_next_too_however_full_the_memory_is() {
    for (int i = 0; i < FLOOD; i++) {
      put("C" + i, Priority.LOW);
    }
    send(100);

    for (int i = 0; i < 1_000; i++) {
      put("C0CRITICAL" + i, Priority.CRITICAL);
    }
    window.lookAgain();

    assertThat(count(send(9), Priority.CRITICAL)).isEqualTo(9);
    assertThat(count(send(1_200), Priority.CRITICAL)).isEqualTo(991);
  }

  @Test
  void a_flood_of_urgent_messages_leaves_a_tenth_to_the_others_the_oldest_first() {
    for (int i = 0; i < FLOOD; i++) {
      put("C" + i, Priority.URGENT);
    }
    for (int i = 0; i < 60; i++) {
      put("C0LOW" + i, Priority.LOW);
      put("C0NORMAL" + i, Priority.NORMAL);
    }

    List<Queued> sent = send(1_000);

    assertThat(count(sent, Priority.LOW)).isEqualTo(50);
    assertThat(count(sent, Priority.NORMAL)).isEqualTo(50);
  }

  @Test
  void a_normal_message_passes_a_flood_of_low_ones_that_has_filled_the_memory() {
    for (int i = 0; i < FLOOD; i++) {
      put("C" + i, Priority.LOW);
    }
    send(100);
    put("C0NORMAL", Priority.NORMAL);
    window.lookAgain();

    assertThat(count(send(1), Priority.NORMAL)).isEqualTo(1);
  }

  @Test
  void a_recipient_of_many_urgent_messages_gets_the_others_too_each_tenth_time() {
    for (int i = 0; i < 1_000; i++) {
      put("C0ONE", Priority.CRITICAL);
    }
    for (int i = 0; i < 100; i++) {
      put("C0ONE", Priority.LOW);
    }

    List<Queued> sent = send(200);

    assertThat(count(sent, Priority.LOW)).isEqualTo(20);
    for (Priority priority : List.of(Priority.CRITICAL, Priority.LOW)) {
      assertThat(sent.stream().filter(r -> priority(r) == priority).map(Queued::seq))
          .as("in their order")
          .isSorted();
    }
  }

  @Test
  void what_is_in_memory_is_as_much_for_many_as_for_few() {
    for (int i = 0; i < FLOOD; i++) {
      put("C" + i, Priority.ofRank(i % 5));
    }
    int most = 0;
    for (int i = 0; i < 50; i++) {
      send(100);
      most = Math.max(most, window.size());
    }

    // The window, and a small page for each urgency.
    assertThat(most).isLessThanOrEqualTo(4_000 + 5 * 32 * 8);
  }

  @Test
  void long_texts_take_their_room_whatever_their_number() {
    String text = "x".repeat(100_000);
    send(0);
    for (int i = 0; i < 500; i++) {
      Message message = Rows.message("C" + i, text, Priority.NORMAL);
      window.offer(new Queued(message, ++seq, Queued.Try.first(1), null));
    }

    assertThat(window.size()).as("four million characters").isBetween(30, 41);
  }

  private void put(String recipient, Priority priority) {
    table.put(row(recipient, priority));
  }

  private Queued row(String recipient, Priority priority) {
    return new Queued(Rows.message(recipient, "x", priority), ++seq, Queued.Try.first(1), null);
  }

  /** One after the other, as through a connection that makes one call at a time. */
  private List<Queued> send(int most) {
    List<Queued> sent = new ArrayList<>();
    walk.goOn(Runnable::run);
    while (sent.size() < most) {
      walk.goOn(Runnable::run);
      List<Queued> heads = window.take(inFlight -> 1, Rows.NOW);
      if (heads.isEmpty()) {
        break;
      }
      table.remove(heads.get(0));
      window.left(heads.get(0));
      sent.addAll(heads);
    }
    return sent;
  }

  private static long count(List<Queued> rows, Priority priority) {
    return rows.stream().filter(r -> priority(r) == priority).count();
  }

  private static Priority priority(Queued row) {
    return row.message().terms().priority();
  }
}
