package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A platform that fails is left alone, and probed until it answers. */
class BreakerTest {
  private static final Duration QUICK = Duration.ofMillis(100);
  private Instant now = Rows.NOW;
  private final Breaker breaker = new Breaker("slack", Duration.ofSeconds(10), () -> now);

  @ParameterizedTest
  @CsvSource({
    // how often, what, milliseconds, then
    "9,   FAILED,  100,  CLOSED",
    "10,  FAILED,  100,  OPEN",
    "500, LIMITED, 100,  CLOSED",
    "500, NOTHING, 100,  CLOSED",
    "500, WELL,    100,  CLOSED",
    "9,   WELL,    6000, CLOSED",
    "10,  WELL,    6000, OPEN"
  })
  void itOpensAfterFailuresOrSlownessAndNothingElse(
      int times, Sign sign, int millis, State expected) {
    calls(times, sign, Duration.ofMillis(millis));

    assertThat(breaker.state()).isEqualTo(expected);
    assertThat(breaker.room(8)).isEqualTo(expected == State.CLOSED ? 8 : 0);
  }

  @Test
  void itOpensAtHalfOfItsLastCalls() {
    for (int i = 0; i < 100; i++) {
      calls(1, i % 5 == 0 ? Sign.FAILED : Sign.WELL, QUICK);
    }
    assertThat(breaker.state()).isEqualTo(State.CLOSED);

    calls(8, Sign.FAILED, QUICK);

    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void oneMessageProbesAndItsSuccessLetsAllGo() {
    open();
    assertThat(breaker.until()).isEqualTo(now.plusSeconds(5));
    now = now.plusSeconds(5).plusMillis(1);

    assertThat(breaker.room(8)).isEqualTo(1);
    assertThat(breaker.begin()).isTrue();
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    assertThat(breaker.room(8)).isZero();
    assertThat(breaker.end(true, Sign.WELL, QUICK)).isTrue();

    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    assertThat(breaker.room(8)).isEqualTo(8);
    assertThat(breaker.until()).isNull();
  }

  @Test
  void eachFailedProbeDoublesThePauseUpToAMinute() {
    open();
    for (int pause : List.of(5, 10, 20, 40, 60, 60, 60)) {
      assertThat(breaker.until()).isEqualTo(now.plusSeconds(pause));
      now = now.plusSeconds(pause).plusMillis(1);
      assertThat(breaker.begin()).isTrue();
      assertThat(breaker.end(true, Sign.FAILED, QUICK)).isFalse();
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    }
  }

  @Test
  void aProbeThatIsLimitedOrNotMadeGivesItsPlaceToTheNext() {
    open();
    now = now.plusSeconds(6);
    for (Sign sign : List.of(Sign.LIMITED, Sign.NOTHING)) {
      assertThat(breaker.begin()).isTrue();
      breaker.end(true, sign, QUICK);
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      assertThat(breaker.room(8)).isEqualTo(1);
    }
    assertThat(breaker.begin()).isTrue();
    breaker.end(true, Sign.WELL, QUICK);

    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void whatBeganBeforeTheOutageWasNoticedIsNoProbe() {
    open();
    now = now.plusSeconds(6);
    assertThat(breaker.begin()).isTrue();

    breaker.end(false, Sign.FAILED, QUICK);
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    assertThat(breaker.end(false, Sign.WELL, QUICK)).isFalse();

    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void aNewOwnerFindsItOpen() {
    breaker.restore(now.plusSeconds(30));

    assertThat(breaker.room(8)).isZero();
    assertThat(breaker.until()).isEqualTo(now.plusSeconds(30));
    now = now.plusSeconds(31);
    assertThat(breaker.room(8)).isEqualTo(1);
    assertThat(breaker.begin()).isTrue();
    assertThat(breaker.end(true, Sign.WELL, QUICK)).isTrue();
  }

  @Test
  void whatHasBecomeOfItIsToldInOrder() {
    open();
    now = now.plusSeconds(6);
    breaker.begin();
    breaker.end(true, Sign.WELL, QUICK);

    Breaker.Change opened = Objects.requireNonNull(breaker.change());
    assertThat(opened.first()).isTrue();
    assertThat(opened.why()).isEqualTo("100 % of its last 10 calls failed.");
    breaker.written();
    Breaker.Change closed = Objects.requireNonNull(breaker.change());
    assertThat(closed.until()).isNull();
    breaker.written();
    assertThat(breaker.change()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, FAILED",
    "CONNECT_FAILED, FAILED",
    "ROUTE_UNAVAILABLE, NOTHING",
    "CREDENTIAL_REFUSED, NOTHING"
  })
  void aRetryFailsThePlatformWhereThePlatformIsAtFault(Reason reason, Sign expected) {
    assertThat(Sign.of(new Outcome.Retry(reason, "", null))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "CONTENT_REFUSED, WELL",
    "RECIPIENT_UNREACHABLE, WELL",
    "WINDOW_CLOSED, NOTHING",
    "CREDENTIAL_REFUSED, NOTHING"
  })
  void aRefusedMessageIsNoFailureOfThePlatform(Reason reason, Sign expected) {
    assertThat(Sign.of(new Outcome.Rejected(reason, ""))).isEqualTo(expected);
  }

  @Test
  void anUnseenEndIsAFailureAndALimitIsNone() {
    assertThat(Sign.of(new Outcome.Unknown(Reason.TIMEOUT, ""))).isEqualTo(Sign.FAILED);
    assertThat(Sign.of(new Outcome.Limited(QUICK, Outcome.Scope.CONNECTION)))
        .isEqualTo(Sign.LIMITED);
    assertThat(Sign.of(new Outcome.Limited(QUICK, Outcome.Scope.RECIPIENT)))
        .isEqualTo(Sign.NOTHING);
  }

  private void open() {
    calls(10, Sign.FAILED, QUICK);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  private void calls(int times, Sign sign, Duration took) {
    for (int i = 0; i < times; i++) {
      breaker.end(breaker.begin(), sign, took);
    }
  }
}
