package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One home, killed again and again under load, at moments that nobody chose. */
@Tag("crash")
class KillMatrixTest {
  private static final int KILLS = 30;

  @Test
  void nothingIsLostOrDoubledOverManyKills() {
    long seed = System.nanoTime();
    System.out.println("kill matrix, seed " + seed);
    Random dice = new Random(seed);
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      HubProcess hub = HubProcess.start(home);
      try (Load load = new Load(n -> new HubClient(home))) {
        for (int kill = 1; kill <= KILLS; kill++) {
          long enough = far.count() + dice.nextInt(300);
          load.start(3, 150);
          Patience.until(
              "some deliveries",
              Duration.ofSeconds(60),
              () -> far.count() >= enough || load.idle());
          hub.kill();
          if (dice.nextInt(3) == 0) {
            HomePostgres.of(home).kill();
          }
          hub = HubProcess.start(home);
        }
        load.join();
        int doubted = new Proof(far, load, hub.client).atRest();
        System.out.printf(
            "%d kills: %d accepted, %d arrived, %d in doubt%n",
            KILLS, load.accepted.size(), far.count(), doubted);
        assertThat(doubted).isLessThanOrEqualTo(KILLS * Proof.CONCURRENCY);
      } finally {
        hub.close();
      }
    }
  }
}
