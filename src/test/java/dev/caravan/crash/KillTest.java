package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aThousandAcceptedMessagesOutliveAKill(boolean databaseToo) {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      try (HubProcess first = HubProcess.start(home);
          Load load = new Load(n -> first.client).start(20, 50)) {
        load.join();
        first.kill();
        long arrived = far.count();
        if (databaseToo) {
          HomePostgres.of(home).kill();
        }
        assertThat(load.accepted).hasSize(1000);
        long began = System.nanoTime();
        try (HubProcess second = HubProcess.start(home)) {
          int doubted = new Proof(far, load, second.client).atRest();
          System.out.printf(
              "kill -9 after 1,000 accepted, PostgreSQL too: %s; %d had arrived, %d in doubt, at rest after %d ms%n",
              databaseToo, arrived, doubted, (System.nanoTime() - began) / 1_000_000);
          assertThat(doubted).isLessThanOrEqualTo(Proof.CONCURRENCY);
        }
      }
    }
  }
}
