package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KillTest {

  @Test
  void aThousandAcceptedMessagesOutliveAKill() {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      try (HubProcess first = HubProcess.start(home);
          Load load = new Load(n -> first.client).start(20, 50)) {
        load.join();
        first.kill();
        assertThat(load.accepted).hasSize(1000);
        assertThat(HomePostgres.of(home).process()).isPresent();
        recovers(far, home, load);
      }
    }
  }

  @Test
  @Tag("crash")
  void andAKillOfTheDatabaseTooWhoseProcessIdAnotherHasNow() throws IOException {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      try (HubProcess first = HubProcess.start(home);
          Load load = new Load(n -> first.client).start(20, 50)) {
        load.join();
        first.kill();
        HomePostgres.of(home).kill();
        HomePostgres.of(home).giveItsProcessIdAway();
        recovers(far, home, load);
      }
    }
  }

  private static void recovers(FarSlack far, HubHome home, Load load) {
    long arrived = far.count();
    long began = System.nanoTime();
    try (HubProcess second = HubProcess.start(home)) {
      int doubted = new Proof(far, load, second.client).atRest();
      System.out.printf(
          "kill -9: %d of %d had arrived, %d in doubt, at rest after %d ms%n",
          arrived, load.accepted.size(), doubted, (System.nanoTime() - began) / 1_000_000);
      assertThat(doubted).isLessThanOrEqualTo(Proof.CONCURRENCY);
    }
  }

  @Test
  @Tag("crash")
  void whatTheFarSideHeldIsUnknownAndNotSentAgain() {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url());
      far.holdAnswers();
      try (HubProcess first = HubProcess.start(home);
          Load load = new Load(n -> first.client).start(20, 1)) {
        load.join();
        Patience.until(
            "all that may be in flight",
            Duration.ofSeconds(5),
            () -> far.count() == Proof.CONCURRENCY);
        first.kill();
        far.answer();
        try (HubProcess second = HubProcess.start(home)) {
          assertThat(new Proof(far, load, second.client).atRest()).isEqualTo(Proof.CONCURRENCY);
          assertThat(far.count()).isEqualTo(20);
        }
      }
    }
  }
}
