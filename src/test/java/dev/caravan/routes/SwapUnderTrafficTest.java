package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Good edits under a steady load lose nothing, fail nothing and cost no message a second try. */
class SwapUnderTrafficTest {
  private static final int CALLERS = 24;

  /** Each caller's pause between two messages: together about 500 messages a second. */
  private static final Duration PACE = Duration.ofMillis(1000L * CALLERS / 500);

  @Test
  void editsUnderTrafficLoseAndFailNone() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (TestHub hub = TestHub.unlimited()) {
      Site site = Site.of(hub);
      AtomicBoolean going = new AtomicBoolean(true);
      AtomicInteger accepted = new AtomicInteger();
      List<Future<List<Integer>>> answers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        answers.add(callers.submit(() -> send(hub, caller, going, accepted)));
      }
      TestHub.until("the hub is warm", () -> accepted.get() > 1000);
      for (int edit = 1; edit <= 5; edit++) {
        for (String file : List.of("flow/govern", "platform/slack", "flow/submit", "api/send")) {
          site.write(file, edited(file, edit));
        }
        for (String file : List.of("flow/govern", "platform/slack", "flow/submit", "api/send")) {
          site.inForce(file, edited(file, edit));
        }
      }
      going.set(false);
      int sent = 0;
      for (Future<List<Integer>> statuses : answers) {
        assertThat(statuses.get()).containsOnly(201);
        sent += statuses.get().size();
      }
      assertThat(sent).isGreaterThan(500);
      settled(hub, sent);
    } finally {
      callers.shutdownNow();
    }
  }

  private static List<Integer> send(
      TestHub hub, int caller, AtomicBoolean going, AtomicInteger accepted) {
    List<Integer> statuses = new ArrayList<>();
    while (going.get()) {
      long next = System.nanoTime() + PACE.toNanos();
      String recipient = "C0LOAD" + caller + "X" + statuses.size() % 40;
      statuses.add(hub.send("autonomous", recipient, "Message " + statuses.size()).status());
      accepted.incrementAndGet();
      LockSupport.parkNanos(next - System.nanoTime());
    }
    return statuses;
  }

  private static String edited(String file, int edit) {
    return Site.builtIn(file)
        .replaceFirst("description: ", "note: Edit " + edit + "\n    description: ");
  }

  /** Every message is sent, by its first try. */
  private static void settled(TestHub hub, int sent) {
    TestHub.until(
        "all is sent",
        () ->
            waiting(hub) == 0
                && history(hub).stream().allMatch(m -> "sent".equals(m.get("status"))));
    assertThat(history(hub))
        .hasSize(sent)
        .allSatisfy(
            m -> assertThat(m).containsEntry("status", "sent").containsEntry("attempts", 1));
  }

  private static int waiting(TestHub hub) {
    return hub.get("/api/v1/queues").items().stream()
        .mapToInt(q -> number(q.get("depth")) + number(q.get("in_flight")))
        .sum();
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  private static List<Map<String, Object>> history(TestHub hub) {
    List<Map<String, Object>> all = new ArrayList<>();
    String cursor = "";
    while (true) {
      TestHub.Answer page = hub.get("/api/v1/messaging/proactive/history?limit=500" + cursor);
      all.addAll(page.items());
      if (page.text("next") == null) {
        return all;
      }
      cursor = "&cursor=" + page.text("next");
    }
  }
}
