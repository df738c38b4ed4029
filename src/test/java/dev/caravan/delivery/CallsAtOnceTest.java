package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many rows of a connection are being sent at once. */
class CallsAtOnceTest {
  private static final int CALLS = 3;

  @Test
  void neverMoreAreBeingSentThanTheConnectionAllows() {
    try (TestHub hub =
        TestHub.with(
            """
            connections:
              - {name: slack, platform: slack, sandbox: true, default: true, limits: none,
                 responseTimeout: 1s, concurrency: %d}
            """
                .formatted(CALLS),
            Map.of())) {
      // No call is answered, so that each stays in flight for a second.
      Map<String, Object> fault = Map.of("platform", "slack", "mode", "timeout", "rate", 1);
      assertThat(hub.put("/sandbox/api/faults", fault).status()).isEqualTo(200);
      for (int i = 0; i < 9; i++) {
        assertThat(hub.send("autonomous", "C0CALLS" + i, "n").status()).isEqualTo(201);
      }

      List<Object> seen = new ArrayList<>();
      TestHub.until(
          "all have ended",
          () -> {
            Map<String, Object> queue = hub.get("/api/v1/queues").items().get(0);
            seen.add(queue.get("in_flight"));
            return Integer.valueOf(0).equals(queue.get("depth"))
                && Integer.valueOf(0).equals(queue.get("in_flight"));
          });

      assertThat(seen).contains(CALLS).allMatch(n -> n instanceof Integer i && i <= CALLS);
    }
  }
}
