package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The lanes against a table that is as simple as can be, under every order of events. */
class LanesTest {
  private static final int RECIPIENTS = 4;
  private static final int LANES_A_PAGE = 3;
  private static final int ROWS_A_LANE = 2;

  private final Lanes lanes = new Lanes(8);
  private final TreeMap<Long, Queued> ready = new TreeMap<>();
  private final Map<String, Queued> flying = new HashMap<>();
  private final List<Long> sent = new ArrayList<>();
  private Instant now = Rows.NOW;
  private long seq;
  private String walked = "";

  @Property(tries = 400)
  void nothingIsLostNothingOvertakesItsEqualsAndNoLaneFliesTwice(
      @ForAll @Size(max = 200) List<@IntRange(max = 999) Integer> script) {
    for (int step : script) {
      int what = step % 10;
      int which = step / 10;
      if (what < 4) {
        submit(which, step % 2 == 0);
      } else if (what < 6) {
        refill();
      } else if (what < 8) {
        take(1 + which % 3);
      } else {
        land(which, what == 9);
      }
    }
    drain();
    assertThat(ready).isEmpty();
    assertThat(sent).hasSize((int) seq).doesNotHaveDuplicates();
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
    ready.put(row.seq(), row);
    if (here) {
      lanes.offer(row);
    } else {
      lanes.lookAgain();
    }
  }

  private void take(int most) {
    for (Queued row : lanes.take(most, now)) {
      assertThat(flying).as("one in flight a lane").doesNotContainKey(row.recipient());
      assertThat(ready.get(row.seq())).as("it still waits in the table").isNotNull();
      assertThat(ready.headMap(row.seq()).values())
          .as("no equal before it, not even one that waits for its next try")
          .noneMatch(r -> r.recipient().equals(row.recipient()) && r.urgency() == row.urgency());
      Instant notBefore = row.state().notBefore();
      assertThat(notBefore == null || !notBefore.isAfter(now)).as("its time has come").isTrue();
      flying.put(row.recipient(), ready.remove(row.seq()));
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
      ready.put(later.seq(), later);
      lanes.again(later, Instant.MIN);
    } else {
      sent.add(row.seq());
      lanes.left(row.recipient());
    }
  }

  /** As the window does: a walk over lanes, page by page, as long as there is room. */
  private void refill() {
    while (lanes.wantsFetch()) {
      if (walked.isEmpty()) {
        lanes.beginCircle();
      }
      Map<String, List<Queued>> page = page();
      page.forEach(
          (key, rows) ->
              lanes.load(
                  rows.subList(0, Math.min(ROWS_A_LANE, rows.size())), rows.size() >= ROWS_A_LANE));
      if (page.size() < LANES_A_PAGE) {
        walked = "";
        lanes.endCircle();
        return;
      }
      walked = List.copyOf(page.keySet()).get(page.size() - 1);
      if (!lanes.hasRoom()) {
        return;
      }
    }
  }

  /** The next lanes of the table by urgency and recipient, each in order. */
  private Map<String, List<Queued>> page() {
    TreeMap<String, List<Queued>> grouped = new TreeMap<>();
    ready
        .values()
        .forEach(
            r ->
                grouped
                    .computeIfAbsent(r.urgency() + r.recipient(), k -> new ArrayList<>())
                    .add(r));
    Map<String, List<Queued>> page = new LinkedHashMap<>();
    grouped.tailMap(walked, false).entrySet().stream()
        .limit(LANES_A_PAGE)
        .forEach(lane -> page.put(lane.getKey(), lane.getValue()));
    return page;
  }

  private void drain() {
    for (int turn = 0; turn < 2_000 && !(ready.isEmpty() && flying.isEmpty()); turn++) {
      lanes.lookAgain();
      refill();
      take(3);
      while (!flying.isEmpty()) {
        land(turn, false);
      }
      now = now.plusSeconds(1);
    }
  }
}
