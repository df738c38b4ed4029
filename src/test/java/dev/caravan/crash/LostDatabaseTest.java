package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LostDatabaseTest {

  @Test
  void theHubRevivesItsOwnDatabase() {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      try (HubProcess hub = HubProcess.start(home)) {
        survives(far, hub, load -> HomePostgres.of(home).kill());
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
      survives(
          far,
          hub,
          load -> {
            postgres.kill();
            Patience.until("unready", Duration.ofSeconds(10), () -> hub.client.readiness() == 503);
            Patience.until(
                "a refusal", Duration.ofSeconds(10), () -> load.refusals.containsKey(503));
            postgres.startAgain();
          });
    }
  }

  private static void survives(FarSlack far, HubProcess hub, Consumer<Load> outage) {
    try (Load load = new Load(n -> hub.client).start(10, Integer.MAX_VALUE)) {
      Patience.until("some load", Duration.ofSeconds(30), () -> far.count() > 200);
      outage.accept(load);
      long accepted = load.accepted.size();
      Duration away =
          Patience.until(
              "messages accepted and delivered",
              Duration.ofSeconds(30),
              () -> load.accepted.size() > accepted + 50 && far.count() > accepted + 50);
      assertThat(hub.client.readiness()).isEqualTo(200);
      load.end();
      int doubted = new Proof(far, load, hub.client).atRest();
      System.out.printf(
          "database lost: at work %d ms later, refusals %s, %d in doubt%n",
          away.toMillis(), load.refusals, doubted);
      assertThat(load.refusals.keySet()).isSubsetOf(503);
      assertThat(doubted).isLessThanOrEqualTo(Proof.CONCURRENCY);
    }
  }
}
