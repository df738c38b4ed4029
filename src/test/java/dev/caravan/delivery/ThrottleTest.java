package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much may go through a connection, moment by moment. */
class ThrottleTest {
  private static final Duration QUICK = Duration.ofMillis(50);
  private static final Outcome SENT = new Outcome.Sent(List.of("1"));
  private static final Outcome DOWN = new Outcome.Retry(Reason.SERVER_ERROR, "Down.", null);
  private static final Limit NONE = new Limit(1_000_000, Duration.ofSeconds(1), 1_000_000);
  private Instant now = Rows.NOW;

  @Test
  void noMoreBeginThanTheConcurrencyLeavesRoomFor() {
    Throttle throttle = throttle(NONE);

    assertThat(throttle.room(0)).isEqualTo(8);
    assertThat(throttle.room(5)).isEqualTo(3);
    assertThat(throttle.room(8)).isZero();
    // Those that an earlier owner has in flight may be more than are allowed.
    assertThat(throttle.room(20)).isZero();
    assertThat(throttle.hasFree(7)).isTrue();
    assertThat(throttle.hasFree(8)).isFalse();
  }

  @Test
  void a_connection_whose_route_is_away_rests_for_longer_and_longer_until_it_is_back() {
    Outcome away = new Outcome.Retry(Reason.ROUTE_UNAVAILABLE, "Swapped", null);
    Throttle throttle = throttle(NONE);

    for (long millis : List.of(200, 400, 800)) {
      throttle.take("C1");
      throttle.answered(away, "C1", QUICK);
      assertThat(throttle.room(0)).isZero();
      assertThat(throttle.free()).isEqualTo(now.plusMillis(millis));
      now = now.plusMillis(millis);
      assertThat(throttle.room(0)).isEqualTo(8);
    }
    throttle.take("C1");
    throttle.answered(SENT, "C1", QUICK);
    throttle.take("C1");
    throttle.answered(away, "C1", QUICK);
    assertThat(throttle.free()).isEqualTo(now.plusMillis(200));
  }

  @Test
  void noMoreBeginThanTheLimitsLeaveRoomFor() {
    Throttle throttle = throttle(new Limit(3, Duration.ofSeconds(10), 3));

    assertThat(throttle.room(0)).isEqualTo(3);
    throttle.take("C1");
    throttle.take("C2");

    assertThat(throttle.room(2)).isEqualTo(1);
    throttle.returned("C1");
    throttle.answered(SENT, "C2", QUICK);
    now = now.plusSeconds(4);
    assertThat(throttle.room(0)).isEqualTo(2);
  }

  @Test
  void whatIsAnsweredTwiceOrWasNeverTakenCountsOnce() {
    Throttle throttle = throttle(new Limit(2, Duration.ofSeconds(10), 2));
    throttle.take("C1");
    throttle.answered(SENT, "C1", QUICK);
    throttle.answered(SENT, "C1", QUICK);
    throttle.returned("C1");
    throttle.returned("C9");

    assertThat(throttle.room(0)).isEqualTo(1);
    assertThat(throttle.flow().calls()).isEqualTo(8);
  }

  @Test
  void anOutageStopsTheQueueAndItsEndLetsItGoAgainFromTheLeast() {
    Throttle throttle = throttle(NONE);
    fail(throttle, 10);

    assertThat(throttle.room(0)).isZero();
    assertThat(throttle.flow().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(throttle.free()).isEqualTo(now.plusSeconds(5));
    now = now.plusSeconds(6);
    assertThat(throttle.room(0)).isEqualTo(1);
    throttle.take("C1");
    assertThat(throttle.room(1)).isZero();
    throttle.answered(SENT, "C1", QUICK);

    assertThat(throttle.flow().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(throttle.room(0)).isEqualTo(2);
    assertThat(throttle.free()).isEqualTo(Instant.MIN);
    for (int i = 0; i < 300; i++) {
      now = now.plusMillis(100);
      for (int calls = throttle.room(0), c = 0; c < calls; c++) {
        throttle.take("C" + c);
      }
      for (int calls = throttle.flow().calls(), c = 0; c < calls; c++) {
        throttle.answered(SENT, "C" + c, QUICK);
      }
    }
    assertThat(throttle.room(0)).isEqualTo(16);
  }

  @Test
  void whileItIsOpenTheBreakerSpacesTheTriesButWhatThePlatformAskedForIsKept() {
    Throttle throttle = throttle(NONE);
    Settlement.Next late = new Settlement.Next.Again(now.plusSeconds(200));
    assertThat(throttle.sooner(late, DOWN)).isEqualTo(late);
    fail(throttle, 10);

    assertThat(throttle.sooner(late, DOWN))
        .isEqualTo(new Settlement.Next.Again(now.plusSeconds(5)));
    Outcome asked = new Outcome.Retry(Reason.SERVER_ERROR, "Down.", Duration.ofSeconds(200));
    assertThat(throttle.sooner(late, asked)).isEqualTo(late);
    Settlement.Next soon = new Settlement.Next.Again(now.plusSeconds(1));
    assertThat(throttle.sooner(soon, DOWN)).isEqualTo(soon);
    assertThat(throttle.sooner(new Settlement.Next.NextPart(), SENT))
        .isEqualTo(new Settlement.Next.NextPart());
  }

  @Test
  void a429ClosesTheConnectionOrTheRecipientForAsLongAsThePlatformAsks() {
    Throttle throttle = throttle(NONE);
    limited(throttle, "C1", Outcome.Scope.RECIPIENT);
    assertThat(throttle.recipientFree("C1")).isEqualTo(now.plusSeconds(30));
    assertThat(throttle.room(0)).isEqualTo(8);

    limited(throttle, "C2", Outcome.Scope.CONNECTION);

    assertThat(throttle.room(0)).isZero();
    assertThat(throttle.closedUntil()).isEqualTo(now.plusSeconds(30));
    assertThat(throttle.flow().breaker()).isEqualTo(BreakerState.CLOSED);
    // Fewer at once after it.
    assertThat(throttle.flow().calls()).isEqualTo(4);
  }

  @Test
  void anEditThatWaitsIsLeftATokenAndItsRecipient() {
    Throttle throttle = throttle(new Limit(3, Duration.ofSeconds(10), 3));

    throttle.reserved().add("C1");
    throttle.reserved().add("C1");

    assertThat(throttle.room(0)).isEqualTo(1);
    assertThat(throttle.recipientFree("C1")).isAfter(now);
    assertThat(throttle.recipientFree("C2")).isEqualTo(Instant.MIN);
    throttle.reserved().remove("C1");
    throttle.reserved().remove("C1");
    assertThat(throttle.room(0)).isEqualTo(3);
    assertThat(throttle.recipientFree("C1")).isEqualTo(Instant.MIN);
  }

  @Test
  void anAdaptiveConnectionSlowsDownAndRecovers() {
    Limit limit = new Limit(100, Duration.ofSeconds(1), 100);
    Throttle throttle =
        throttle(limit, new Connection.Pace(1, true, 1, List.of()), new Connection.Calls(9, 9, 9));
    for (int minute = 0; minute < 2; minute++) {
      minute(throttle, new Outcome.Limited(Duration.ZERO, Outcome.Scope.CONNECTION));
    }
    assertThat(throttle.flow().factor()).isEqualTo(0.81, org.assertj.core.data.Offset.offset(1e-9));
    now = now.plusSeconds(2);
    assertThat(throttle.left("C1").ofConnection()).isEqualTo(81);

    for (int minute = 0; minute < 3; minute++) {
      minute(throttle, SENT);
    }

    assertThat(throttle.flow().factor()).isEqualTo(1);
  }

  private void minute(Throttle throttle, Outcome outcome) {
    for (int i = 0; i < 61; i++) {
      now = now.plusSeconds(1);
      throttle.take("C1");
      throttle.answered(outcome, "C1", QUICK);
    }
  }

  private void limited(Throttle throttle, String recipient, Outcome.Scope scope) {
    throttle.take(recipient);
    throttle.answered(new Outcome.Limited(Duration.ofSeconds(30), scope), recipient, QUICK);
  }

  private static void fail(Throttle throttle, int times) {
    for (int i = 0; i < times; i++) {
      throttle.take("C" + i);
      throttle.answered(DOWN, "C" + i, QUICK);
    }
  }

  private Throttle throttle(Limit limit) {
    return throttle(limit, Connection.Pace.steady(1), new Connection.Calls(8, 2, 16));
  }

  private Throttle throttle(Limit limit, Connection.Pace pace, Connection.Calls calls) {
    Connection.Traffic traffic =
        new Connection.Traffic(
            List.of(limit),
            List.of(),
            pace,
            calls,
            Connection.Repeats.USUAL,
            Duration.ofSeconds(10));
    Connection.Endpoint endpoint =
        new Connection.Endpoint(true, "http://127.0.0.1", java.util.Map.of());
    return new Throttle(new Connection("slack", "slack", true, endpoint, traffic), () -> now);
  }
}
