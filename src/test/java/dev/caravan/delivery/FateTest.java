package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.delivery.Settlement.Next;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.platform.Connection.OnUnknown;
import dev.caravan.platform.Connection.Order;
import dev.caravan.platform.Connection.Repeats;
import dev.caravan.platform.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a row becomes after each way a send can end. */
class FateTest {
  private static final Outcome SENT = new Outcome.Sent(List.of("1"));
  private static final Outcome RETRY = new Outcome.Retry(Reason.SERVER_ERROR, "503", null);
  private static final Outcome UNKNOWN = new Outcome.Unknown(Reason.TIMEOUT, "No answer");
  private static final Fate.Trial NOW = new Fate.Trial(Rows.NOW, Rows.NOW, null);

  @Test
  void aSentMessageEndsWithItsLastPart() {
    Queued first = Rows.queued(1, 2);
    Queued last = first.at(new Queued.Try(1, 2, 0, null, null));

    assertThat(after(first, SENT)).isEqualTo(new Next.NextPart());
    assertThat(after(last, SENT)).isEqualTo(new Next.Ends(Status.SENT));
  }

  @Test
  void aSilenceIsNoTry() {
    Outcome limited = new Outcome.Limited(Duration.ofSeconds(3), Outcome.Scope.CONNECTION);

    assertThat(after(Rows.queued(1, 1), limited)).isEqualTo(new Next.Silenced());
  }

  @Test
  void a_route_that_is_away_is_no_try_however_often_it_is_met() {
    Outcome away = new Outcome.Retry(Reason.ROUTE_UNAVAILABLE, "Swapped", Duration.ofMillis(200));
    Queued tired =
        Rows.queued(1, 1).at(new Queued.Try(0, 1, 4, Rows.NOW.minus(Duration.ofHours(7)), null));
    Next later = new Next.NotTried(Rows.NOW.plusMillis(200));

    assertThat(after(tired, away)).isEqualTo(later);
    Settlement settlement = new Settlement(tired, 1, Rows.NOW, Rows.NOW, away, later);
    assertThat(settlement.counts()).isFalse();
    assertThat(settlement.remaining())
        .isEqualTo(
            tired.at(
                new Queued.Try(0, 1, 4, tired.state().firstAttemptAt(), Rows.NOW.plusMillis(200))));
  }

  @Test
  void aRefusalEndsFailed() {
    Outcome rejected = new Outcome.Rejected(Reason.CONTENT_REFUSED, "Too long");

    assertThat(after(Rows.queued(1, 1), rejected)).isEqualTo(new Next.Ends(Status.FAILED));
  }

  @Test
  void anAmbiguousSendIsHeldUnlessTheConnectionSaysToRepeatIt() {
    Queued row = Rows.queued(1, 1);

    assertThat(fate(OnUnknown.HOLD).after(row, UNKNOWN, NOW))
        .isEqualTo(new Next.Ends(Status.UNKNOWN));
    assertThat(fate(OnUnknown.RESEND).after(row, UNKNOWN, NOW)).isInstanceOf(Next.Again.class);
  }

  @Test
  void aFailedTryIsRepeatedUntilTriesAndAgeAreUsedUp() {
    Instant first = Rows.NOW.minus(Duration.ofHours(7));
    Queued tired = Rows.queued(1, 1).at(new Queued.Try(0, 1, 4, first, null));
    Queued young = Rows.queued(1, 1).at(new Queued.Try(0, 1, 40, Rows.NOW, null));

    assertThat(after(Rows.queued(1, 1), RETRY)).isInstanceOf(Next.Again.class);
    assertThat(after(young, RETRY)).isInstanceOf(Next.Again.class);
    assertThat(after(tired, RETRY)).isEqualTo(new Next.Ends(Status.DEAD));
  }

  @Test
  void whereThePlatformKnowsItsKeyAnAmbiguousSendIsRepeatedAsLongAsTheKeyLives() {
    Fate fate = fate(OnUnknown.HOLD, Duration.ofMinutes(2));
    Queued row = Rows.queued(1, 1);
    Instant began = Rows.NOW.minus(Duration.ofMinutes(1));
    Instant older = Rows.NOW.minus(Duration.ofMinutes(2));

    assertThat(fate.after(row, UNKNOWN, new Fate.Trial(Rows.NOW, Rows.NOW, began)))
        .isInstanceOf(Next.Again.class);
    assertThat(fate.after(row, UNKNOWN, new Fate.Trial(Rows.NOW, Rows.NOW, older)))
        .isEqualTo(new Next.Ends(Status.UNKNOWN));
  }

  @Test
  void whatMayHaveArrivedIsNeverGivenUpAsUnsent() {
    Queued tired =
        Rows.queued(1, 1).at(new Queued.Try(0, 1, 4, Rows.NOW.minus(Duration.ofHours(7)), null));
    Fate.Trial doubtful = new Fate.Trial(Rows.NOW, Rows.NOW, Rows.NOW.minus(Duration.ofHours(7)));

    assertThat(fate(OnUnknown.RESEND).after(tired, RETRY, doubtful))
        .isEqualTo(new Next.Ends(Status.UNKNOWN));
    assertThat(fate(OnUnknown.RESEND).after(tired, UNKNOWN, NOW))
        .isEqualTo(new Next.Ends(Status.UNKNOWN));
  }

  private static Next after(Queued row, Outcome outcome) {
    return fate(OnUnknown.HOLD).after(row, outcome, NOW);
  }

  private static Fate fate(OnUnknown onUnknown) {
    return fate(onUnknown, Duration.ZERO);
  }

  private static Fate fate(OnUnknown onUnknown, Duration keyLife) {
    return new Fate(new Repeats(onUnknown, Order.FIFO, Retry.USUAL), keyLife, new Random(1));
  }
}
