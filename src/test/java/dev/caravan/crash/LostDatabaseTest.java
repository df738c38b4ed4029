package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LostDatabaseTest {

  @Test
  void theHubRevivesItsOwnDatabase() {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      try (HubProcess hub = HubProcess.start(home)) {
        survives(far, hub, () -> HomePostgres.of(home).kill(), () -> {});
      }
    }
  }

  @Test
  @Tag("crash")
  void aGivenDatabaseMayGoAndComeBack() {
    try (FarSlack far = new FarSlack();
        SharedPostgres postgres = new SharedPostgres();
        HubProcess hub =
            HubProcess.start(HubHome.towards(far.url()).on(postgres.access, "alone"))) {
      survives(far, hub, postgres::kill, postgres::startAgain);
    }
  }

  private static void survives(FarSlack far, HubProcess hub, Runnable gone, Runnable back) {
    try (Load load = new Load(n -> hub.client).start(10, Integer.MAX_VALUE)) {
      Patience.until("some load", Duration.ofSeconds(30), () -> far.count() > 200);
      gone.run();
      Patience.until("unready", Duration.ofSeconds(10), () -> hub.client.readiness() == 503);
      Patience.until(
          "a refused submit", Duration.ofSeconds(10), () -> load.refusals.containsKey(503));
      back.run();
      Duration away =
          Patience.until("ready", Duration.ofSeconds(30), () -> hub.client.readiness() == 200);
      long arrived = far.count();
      Patience.until("deliveries", Duration.ofSeconds(15), () -> far.count() > arrived + 50);
      load.end();
      int doubted = new Proof(far, load, hub.client).atRest();
      System.out.printf(
          "database lost: ready %d ms later, refusals %s, %d in doubt%n",
          away.toMillis(), load.refusals, doubted);
      assertThat(load.refusals.keySet()).containsExactly(503);
      assertThat(doubted).isLessThanOrEqualTo(Proof.CONCURRENCY);
    }
  }
}
