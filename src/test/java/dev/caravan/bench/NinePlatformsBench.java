package dev.caravan.bench;

import dev.caravan.platform.Platform;
import dev.caravan.wiring.PlatformList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backlog spread over nine platforms beside one of Slack alone, on the same hub. */
@Tag("bench")
class NinePlatformsBench {
  private static final int BACKLOG = 18_000;
  private static final int WARM = 9_000;
  private static final int CALLERS = 32;
  private static final int CONCURRENCY = 32;

  /** Recipients by platform, each with a place for a number of four digits. */
  private static final Map<String, String> RECIPIENTS =
      Map.of(
          "slack", "C0R%04d",
          "discord", "29092679899935%04d",
          "teams", "19:0123456789ab%04d@thread.tacv2",
          "whatsapp", "491511234%04d",
          "telegram", "12345%04d",
          "google_chat", "spaces/AAAA%04d",
          "signal", "+491511234%04d",
          "messenger", "654321098765%04d",
          "line", "U0123456789abcdef0123456789ab%04d");

  private final AtomicInteger said = new AtomicInteger();

  @Test
  void nineDrainAsFastAsOne() throws Exception {
    List<String> all = PlatformList.ALL.stream().map(Platform::id).toList();
    Figures figures = new Figures();
    try (BenchHub hub = new BenchHub(CONCURRENCY, all)) {
      hub.start();
      submit(hub, all, WARM);
      awaitArrived(hub);
      double alone = drained(hub, all, List.of("slack"));
      double nine = drained(hub, all, all);
      figures.ratio("delivered, spread over nine platforms", nine, "Slack alone,", alone);
    }
    figures.print();
  }

  private double drained(BenchHub hub, List<String> all, List<String> to) throws Exception {
    for (String platform : all) {
      hub.call("POST", "/api/v1/connections/" + platform + "/pause", "{\"reason\":\"a backlog\"}");
    }
    submit(hub, to, BACKLOG);
    long began = System.nanoTime();
    for (String platform : all) {
      hub.call("POST", "/api/v1/connections/" + platform + "/resume", "{}");
    }
    awaitArrived(hub);
    return BACKLOG * 1e9 / (System.nanoTime() - began);
  }

  private void submit(BenchHub hub, List<String> to, int count) throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(() -> submit(hub, to, left));
      caller.start();
      callers.add(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    said.addAndGet(count);
  }

  private static void submit(BenchHub hub, List<String> to, AtomicInteger left) {
    try {
      for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
        String platform = to.get(n % to.size());
        hub.call(
            "POST",
            "/api/v1/messaging/proactive/send",
            "{\"agent_id\":\"autonomous\",\"platform\":\"%s\",\"recipient_id\":\"%s\",\"content\":\"Message %d\"}"
                .formatted(
                    platform,
                    Objects.requireNonNull(RECIPIENTS.get(platform)).formatted(n % 1000),
                    n));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitArrived(BenchHub hub) throws Exception {
    long end = System.nanoTime() + 120_000_000_000L;
    while (hub.arrived() < said.get()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(hub.arrived() + " of " + said + " arrived within 120 s");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
