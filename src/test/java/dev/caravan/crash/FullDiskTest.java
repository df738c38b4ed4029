package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL's disk is full, truly: its writes fail with ENOSPC. */
@Tag("crash")
class FullDiskTest {

  @Test
  void whatIsNotDurableIsNotAcknowledgedAndAllIsWellOnceThereIsRoom() {
    survives(hub -> {});
  }

  /** Without a segment for its log PostgreSQL cannot even live; the hub starts it again. */
  @Test
  void soItIsWherePostgresFallsForIt() {
    survives(CrampedHub::switchLog);
  }

  private interface Blow {
    void to(CrampedHub hub);
  }

  private static void survives(Blow blow) {
    try (FarSlack far = new FarSlack();
        CrampedHub cramped = new CrampedHub(HubHome.towards(far.url()));
        Load load = new Load(n -> cramped.hub.client).start(4, Integer.MAX_VALUE)) {
      Patience.until("some load", Duration.ofSeconds(30), () -> far.count() > 200);
      cramped.fill();
      blow.to(cramped);
      Patience.until(
          "refusals alone",
          Duration.ofSeconds(60),
          () -> {
            long accepted = load.accepted.size();
            int refused = refusals(load);
            cramped.fill();
            // One caller is refused after five seconds where the database does not answer.
            Patience.until("refusals", Duration.ofSeconds(20), () -> refusals(load) > refused + 4);
            return load.accepted.size() == accepted;
          });
      assertThat(cramped.hub.client.readiness()).isEqualTo(503);
      long accepted = load.accepted.size();
      long arrived = far.count();
      cramped.makeRoom();
      Duration took =
          Patience.until(
              "messages accepted and delivered",
              Duration.ofSeconds(60),
              () -> load.accepted.size() > accepted + 100 && far.count() > arrived + 100);
      load.end();
      int doubted = new Proof(far, load, cramped.hub.client).atRest();
      System.out.printf(
          "disk full: %d accepted before, refusals %s, at work %d ms after there was room, %d in doubt%n",
          accepted, load.refusals, took.toMillis(), doubted);
      assertThat(load.refusals.keySet()).containsExactly(503);
      assertThat(doubted).isLessThanOrEqualTo(Proof.CONCURRENCY);
      Patience.until(
          "readiness", Duration.ofSeconds(10), () -> cramped.hub.client.readiness() == 200);
    }
  }

  private static int refusals(Load load) {
    return load.refusals.values().stream().mapToInt(Number::intValue).sum();
  }
}
