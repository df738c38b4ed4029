package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The lanes against a table that is as simple as can be, under every order of events. */
class LanesTest {
  private static final int RECIPIENTS = 4;

  /** Eight rows in memory and two more that wait: lanes give back what they hold all the time. */
  private final Window window = new Window(new Lanes(8, 1_000_000, false));

  private final TableInMemory table = new TableInMemory(3, 2);
  private final Walk walk = new Walk("slack", table, window);
  private final Map<String, Queued> flying = new HashMap<>();
  private final List<Long> sent = new ArrayList<>();
  private Instant now = Rows.NOW;
  private long seq;

  @Property(tries = 200)
  void nothingIsLostNothingOvertakesItsEqualsAndNoLaneFliesTwice(
      @ForAll @Size(max = 200) List<@IntRange(max = 999) Integer> script) {
    for (int step : script) {
      int what = step % 10;
      int which = step / 10;
      if (what < 4) {
        submit(which, step % 2 == 0);
      } else if (what < 6) {
        walk.goOn(Runnable::run);
      } else if (what < 8) {
        take(1 + which % 3);
      } else {
        land(which, what == 9);
      }
    }
    drain();
    assertThat(table.isEmpty()).isTrue();
    assertThat(sent).hasSize((int) seq).doesNotHaveDuplicates();
    assertThat(window.size()).isZero();
  }

  /** A row is committed; sometimes it comes straight to memory, sometimes from another node. */
  private void submit(int which, boolean here) {
    Priority priority = Priority.ofRank(which % 3);
    Queued row =
        new Queued(
            Rows.message("C" + which % RECIPIENTS, "x", priority),
            ++seq,
            Queued.Try.first(1),
            null);
    table.put(row);
    if (here) {
      window.offer(row);
    } else {
      window.lookAgain();
    }
  }

  private void take(int most) {
    for (Queued row : window.take(inFlight -> most, now)) {
      assertThat(flying).as("one in flight a lane").doesNotContainKey(row.recipient());
      List<Queued> lane = table.of(row.recipient());
      assertThat(lane).as("it still waits in the table").contains(row);
      assertThat(lane)
          .as("no equal before it, not even one that waits for its next try")
          .noneMatch(r -> r.urgency() == row.urgency() && r.seq() < row.seq());
      Instant notBefore = row.state().notBefore();
      assertThat(notBefore == null || !notBefore.isAfter(now)).as("its time has come").isTrue();
      table.remove(row);
      flying.put(row.recipient(), row);
    }
  }

  private void land(int which, boolean again) {
    if (flying.isEmpty()) {
      now = now.plusMillis(300);
      return;
    }
    List<String> recipients = flying.keySet().stream().sorted().toList();
    Queued row = flying.remove(recipients.get(which % recipients.size()));
    if (again) {
      Queued later = row.at(new Queued.Try(0, 1, 1, now, now.plus(Duration.ofMillis(500))));
      table.put(later);
      window.again(later, Instant.MIN);
    } else {
      sent.add(row.seq());
      window.left(row);
    }
  }

  private void drain() {
    for (int turn = 0; turn < 2_000 && !(table.isEmpty() && flying.isEmpty()); turn++) {
      window.lookAgain();
      walk.goOn(Runnable::run);
      take(3);
      while (!flying.isEmpty()) {
        land(turn, false);
      }
      now = now.plusSeconds(1);
    }
  }
}
