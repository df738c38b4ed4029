package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hubs on one PostgreSQL; the first one to start owns the connection. */
class TwoHubsTest {
  private final FarSlack far = new FarSlack();
  private final SharedPostgres postgres = new SharedPostgres();
  private final HubProcess first = start("first");
  private final HubProcess second = start("second");
  private final Load load = new Load(n -> (n % 2 == 0 ? first : second).client);

  private HubProcess start(String node) {
    return HubProcess.start(HubHome.towards(far.url()).on(postgres.access, node));
  }

  @BeforeEach
  void oneOwner() {
    assertThat(second.client.owner()).contains("first");
    assertThat(first.client.owner()).contains("first");
  }

  @AfterEach
  void leaveNothing() {
    load.close();
    first.close();
    second.close();
    postgres.close();
    far.close();
  }

  @Test
  @Tag("crash")
  void messagesOfOneRecipientArriveInTheOrderInWhichBothTookThem() {
    load.start(4, 100).join();
    assertThat(load.accepted).hasSize(400);
    assertThat(new Proof(far, load, second.client).atRest()).isZero();
  }

  @Test
  void theOtherDeliversSoonAfterTheOwnerWasKilled() {
    load.start(10, Integer.MAX_VALUE);
    Patience.until("some load", Duration.ofSeconds(30), () -> far.count() > 200);
    first.kill();
    long arrived = far.count();
    Duration took =
        Patience.until("deliveries", Duration.ofSeconds(5), () -> far.count() > arrived + 10);
    load.end();
    int doubted = new Proof(far, load, second.client).atRest();
    System.out.printf("owner killed: take-over %d ms, %d in doubt%n", took.toMillis(), doubted);
    assertThat(doubted).isLessThanOrEqualTo(Proof.CONCURRENCY);
    assertThat(second.client.owner()).contains("second");
  }

  @Test
  @Tag("crash")
  void theOtherDeliversAtOnceAfterTheOwnerWasStopped() {
    load.start(10, Integer.MAX_VALUE);
    Patience.until("some load", Duration.ofSeconds(30), () -> far.count() > 200);
    first.terminate();
    Duration took =
        Patience.until(
            "the second as owner",
            Duration.ofSeconds(2),
            () -> second.client.owner().filter("second"::equals).isPresent());
    System.out.printf("owner stopped: take-over %d ms%n", took.toMillis());
    assertThat(first.awaitEnd()).isZero();
    load.end();
    assertThat(new Proof(far, load, second.client).atRest()).isZero();
  }
}
