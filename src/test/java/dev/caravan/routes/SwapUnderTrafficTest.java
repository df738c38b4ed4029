package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Good edits under a steady load lose nothing, fail nothing and cost no message a second try. */
class SwapUnderTrafficTest {
  /** More than wait for an answer at any time, so that each message goes when it is due. */
  private static final int CALLERS = 48;

  private static final int PER_SECOND = 500;

  @Test
  void editsUnderTrafficLoseAndFailNone() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (TestHub hub = TestHub.unlimited()) {
      Site site = Site.of(hub);
      Traffic traffic = new Traffic(hub);
      List<Future<List<Integer>>> answers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        answers.add(callers.submit(traffic));
      }
      TestHub.until("the hub is warm", () -> traffic.accepted() > 1000);
      for (int edit = 1; edit <= 5; edit++) {
        for (String file : List.of("flow/govern", "platform/slack", "flow/submit", "api/send")) {
          site.write(file, edited(file, edit));
        }
        for (String file : List.of("flow/govern", "platform/slack", "flow/submit", "api/send")) {
          site.inForce(file, edited(file, edit));
        }
      }
      double rate = traffic.stop();
      int sent = 0;
      for (Future<List<Integer>> statuses : answers) {
        assertThat(statuses.get()).containsOnly(201);
        sent += statuses.get().size();
      }
      System.out.printf(
          Locale.ROOT, "Edited under %.0f messages/s of %d offered%n", rate, PER_SECOND);
      assertThat(sent).isGreaterThan(500);
      settled(hub, sent);
    } finally {
      callers.shutdownNow();
    }
  }

  /**
   * Callers who share a timetable of so many messages a second. On a busy machine they fall behind
   * it: how many they made is said, and held to what is promised by the benchmark of it.
   */
  private static final class Traffic implements Callable<List<Integer>> {
    private final TestHub hub;
    private final long began = System.nanoTime();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean stopped;

    Traffic(TestHub hub) {
      this.hub = hub;
    }

    int accepted() {
      return accepted.get();
    }

    /** Ends it; answers how many were accepted in a second. */
    double stop() {
      stopped = true;
      return accepted.get() * 1e9 / (System.nanoTime() - began);
    }

    @Override
    public List<Integer> call() {
      List<Integer> statuses = new ArrayList<>();
      while (!stopped) {
        int n = next.getAndIncrement();
        LockSupport.parkNanos(began + n * 1_000_000_000L / PER_SECOND - System.nanoTime());
        statuses.add(hub.send("autonomous", "C0LOAD" + n % 960, "Message " + n).status());
        accepted.incrementAndGet();
      }
      return statuses;
    }
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
