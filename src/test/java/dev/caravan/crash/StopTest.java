package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopTest {

  @Test
  void aStopUnderLoadLosesNothingAndLeavesNothingInDoubt() {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      try (HubProcess first = HubProcess.start(home);
          Load load = new Load(n -> first.client).start(10, Integer.MAX_VALUE)) {
        Patience.until("some load", Duration.ofSeconds(30), () -> far.count() > 300);
        long began = System.nanoTime();
        first.terminate();
        assertThat(first.awaitEnd()).isZero();
        System.out.printf("SIGTERM under load: %d ms%n", (System.nanoTime() - began) / 1_000_000);
        load.end();
        assertThat(load.refusals.keySet()).isSubsetOf(503, 0);
        assertThat(first.log()).doesNotContain("ERROR", "Exception");
        assertThat(HomePostgres.of(home).process()).isEmpty();
        assertThat(home.read("log/postgres.log")).contains("database system is shut down");
        try (HubProcess second = HubProcess.start(home)) {
          assertThat(new Proof(far, load, second.client).atRest()).isZero();
        }
      }
    }
  }
}
