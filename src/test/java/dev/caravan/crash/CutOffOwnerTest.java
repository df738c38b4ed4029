package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Access;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hubs on one PostgreSQL, which the owner can no longer reach, or which it does not ask. */
@Tag("crash")
class CutOffOwnerTest {
  /** Ten seconds of silence, two rounds of a second, and a busy machine. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(15);

  private final FarSlack far = new FarSlack();
  private final SharedPostgres postgres = new SharedPostgres();
  private final Cable toDatabase = new Cable(port(postgres.access));
  private final Cable toFar = new Cable(far.port());
  private final HubProcess owner =
      HubProcess.start(
          HubHome.towards(far.url(toFar)).on(through(toDatabase, postgres.access), "owner"));
  private final HubProcess other =
      HubProcess.start(HubHome.towards(far.url()).on(postgres.access, "other"));

  private static int port(Access access) {
    return Integer.parseInt(access.url().replaceAll(".*:(\\d+)/.*", "$1"));
  }

  private static Access through(Cable cable, Access access) {
    String url = access.url().replace(":" + port(access) + "/", ":" + cable.port() + "/");
    return new Access(url, access.user(), access.password());
  }

  @BeforeEach
  void oneOwner() {
    assertThat(other.client.owner()).contains("owner");
  }

  @AfterEach
  void leaveNothing() {
    owner.close();
    other.close();
    toFar.close();
    toDatabase.close();
    postgres.close();
    far.close();
  }

  @Test
  void anOwnerCutOffFromTheDatabaseIsReplacedAndBeginsNoSend() {
    try (Load load = underLoad()) {
      toDatabase.cut();
      takenOver("cut off");
      int begun = toFar.posts();
      HubClient.Answer refused = owner.client.send("C0CUTOFF", "Not taken");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.retryAfter()).isNotNull();
      goesOn();
      toDatabase.mend();
      Patience.until(
          "the cut-off one is ready again",
          Duration.ofSeconds(45),
          () -> owner.client.readiness() == 200);
      assertThat(owner.client.send("C0MENDED", "Taken C0MENDED").accepted()).isTrue();
      Patience.until(
          "what it took", Duration.ofSeconds(20), () -> far.texts("C0MENDED").size() == 1);
      atRest(load);
      assertThat(toFar.posts()).as("sends of the old owner").isEqualTo(begun);
    }
  }

  @Test
  void aFrozenOwnerEndsWhatItHadBegunAndBeginsNothing() {
    try (Load load = underLoad()) {
      owner.freeze();
      int begun = toFar.posts();
      takenOver("frozen");
      goesOn();
      owner.thaw();
      Patience.until(
          "the frozen one answers", Duration.ofSeconds(20), () -> owner.client.readiness() == 200);
      atRest(load);
      // Marked, and begun, before it was frozen: those that the other reports as in doubt.
      assertThat(toFar.posts() - begun)
          .as("sends of the old owner")
          .isBetween(0, Proof.CONCURRENCY);
    }
  }

  @Test
  void oneFrozenAtRestSendsNothingOfWhatTheOtherTookMeanwhile() {
    assertThat(owner.client.send("C0REST", "First").accepted()).isTrue();
    Patience.until("rest", Duration.ofSeconds(20), owner.client::drained);
    owner.freeze();
    assertThat(other.client.send("C0REST", "Second").accepted()).isTrue();
    takenOver("frozen at rest");
    Patience.until("the second", Duration.ofSeconds(20), other.client::drained);
    int begun = toFar.posts();
    owner.thaw();
    assertThat(owner.client.send("C0REST", "Third").accepted()).isTrue();
    Patience.until("the third", Duration.ofSeconds(20), other.client::drained);
    assertThat(far.texts("C0REST")).containsExactly("First", "Second", "Third");
    assertThat(toFar.posts()).as("sends of the old owner").isEqualTo(begun);
  }

  /** All is posted to the one that lives on; the owner delivers it. */
  private Load underLoad() {
    Load load = new Load(n -> other.client).start(10, Integer.MAX_VALUE);
    Patience.until("some load", Duration.ofSeconds(30), () -> far.count() > 200);
    assertThat(toFar.posts()).isPositive();
    return load;
  }

  private void takenOver(String how) {
    Duration took =
        Patience.until(
            "the other as owner",
            TAKE_OVER,
            () -> other.client.owner().filter("other"::equals).isPresent());
    System.out.printf("owner %s: take-over %d ms%n", how, took.toMillis());
  }

  private void goesOn() {
    long arrived = far.count();
    Patience.until("deliveries", Duration.ofSeconds(20), () -> far.count() > arrived + 100);
  }

  private void atRest(Load load) {
    load.end();
    int doubted = new Proof(far, load, other.client).atRest(this::everInDoubt);
    assertThat(doubted).isLessThanOrEqualTo(Proof.CONCURRENCY);
    assertThat(everInDoubt()).hasSizeLessThanOrEqualTo(Proof.CONCURRENCY);
    assertThat(load.refusals).isEmpty();
    assertThat(other.client.owner()).contains("other");
  }

  /** What was reported as unknown, even where the old owner said afterwards that it was sent. */
  private Set<String> everInDoubt() {
    Access access = postgres.access;
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        ResultSet rs =
            connection
                .createStatement()
                .executeQuery(
                    "select p.content from proactive_messages p join attempts a on a.message_id = p.id"
                        + " where a.outcome = 'unknown'")) {
      Set<String> texts = new HashSet<>();
      while (rs.next()) {
        texts.add(rs.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
