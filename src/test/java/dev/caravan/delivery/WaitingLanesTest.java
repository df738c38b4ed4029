package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lanes that wait for their next try keep nobody from going, and lose nothing. */
class WaitingLanesTest {
  private static final int WAITING = 2_000;
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Window window = new Window(false);
  private final TableInMemory table = new TableInMemory(250, 8);
  private final Walk walk = new Walk("slack", table, window);
  private Instant now = Rows.NOW;
  private long seq;

  @Test
  void lanes_that_wait_give_their_rows_back_so_that_others_go() {
    manyWait();

    assertThat(window.size()).isLessThanOrEqualTo(1_000);
    for (int i = 0; i < 100; i++) {
      put("Z" + i);
    }
    window.lookAgain();
    assertThat(sendAll()).isEqualTo(100);
  }

  @Test
  void what_was_given_back_goes_when_its_time_has_come_and_in_its_order() {
    manyWait();
    now = now.plus(LATER).plusSeconds(1);

    assertThat(sendAll()).isEqualTo(WAITING * 10);
  }

  @Test
  void nothing_new_overtakes_what_a_waiting_lane_gave_back() {
    manyWait();
    window.lookAgain();
    walk.goOn(Runnable::run);

    for (int i = 0; i < WAITING; i++) {
      Queued fresh = row("C" + i);
      table.put(fresh);
      window.offer(fresh);
    }
    assertThat(sendAll()).isZero();
  }

  /** Ten rows each, the first of which has failed. */
  private void manyWait() {
    for (int i = 0; i < WAITING; i++) {
      for (int n = 0; n < 10; n++) {
        put("C" + i);
      }
    }
    int failed = 0;
    for (int turn = 0; turn < 20_000 && failed < WAITING; turn++) {
      walk.goOn(Runnable::run);
      for (Queued row : window.take(inFlight -> 16, now)) {
        Queued later = row.at(new Queued.Try(0, 1, 1, now, now.plus(LATER)));
        table.put(later);
        window.again(later, Instant.MIN);
        failed++;
      }
    }
    assertThat(failed).isEqualTo(WAITING);
  }

  private int sendAll() {
    int sent = 0;
    List<Queued> heads = List.of();
    for (int idle = 0; idle < 2; idle = heads.isEmpty() ? idle + 1 : 0) {
      walk.goOn(Runnable::run);
      heads = window.take(inFlight -> 16, now);
      for (Queued row : heads) {
        assertThat(table.of(row.recipient()).get(0)).as("the oldest of its lane").isEqualTo(row);
        table.remove(row);
        window.left(row);
        sent++;
      }
    }
    return sent;
  }

  private void put(String recipient) {
    table.put(row(recipient));
  }

  private Queued row(String recipient) {
    return new Queued(
        Rows.message(recipient, "x", Priority.NORMAL), ++seq, Queued.Try.first(1), null);
  }
}
