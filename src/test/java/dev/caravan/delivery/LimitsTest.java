package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A platform's limit holds in every window of its length, wherever the window begins. */
class LimitsTest {
  private Instant now = Rows.NOW;
  private final InstantSource clock = () -> now;

  /** A send under way: when the far side gets it, and when its answer is here. */
  private record Flight(Limits.Use use, String recipient, Instant received, Instant answered) {}

  @Property(tries = 300)
  void byTheFarSidesClockNoWindowEverHoldsMoreThanTheLimitHoweverUnevenTheWay(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 1, max = 40) Integer> counts,
      @ForAll @IntRange(min = 1, max = 40) int burst,
      @ForAll @IntRange(min = 0, max = 3_000) int slowest,
      @ForAll long seed) {
    List<Limit> wanted = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      // Each further window is longer, and allows more.
      int count = counts.get(i) * (i + 1);
      wanted.add(new Limit(count, Duration.ofSeconds(1L + 6L * i), Math.min(burst, count)));
    }
    Limits limits = limits(wanted, List.of(), 1);

    List<Instant> received = flood(limits, new Random(seed), slowest, 3_000);

    for (Limit limit : wanted) {
      assertThat(SlidingWindows.fullest(received, limit.per()))
          .as("%s of %s", limit, wanted)
          .isLessThanOrEqualTo(limit.count());
    }
  }

  @Property(tries = 100)
  void noRecipientEverGetsMoreThanItsLimitAllows(
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @IntRange(min = 1, max = 12) int burst,
      @ForAll long seed) {
    Limit limit = new Limit(count, Duration.ofSeconds(2), Math.min(burst, count));
    Limits limits = limits(List.of(), List.of(limit), 1);
    Random dice = new Random(seed);
    List<Instant> received = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      now = now.plusMillis(dice.nextInt(40));
      // A lane has one in flight at a time.
      if (!limits.recipientFree("C1").isAfter(now)) {
        Limits.Use use = limits.take("C1");
        received.add(now.plusMillis(dice.nextInt(20)));
        now = now.plusMillis(20);
        Limits.end(use, true);
      }
    }

    assertThat(received).hasSizeGreaterThan(10);
    assertThat(SlidingWindows.fullest(received, limit.per())).isLessThanOrEqualTo(count);
  }

  @Property(tries = 100)
  void noMoreThanTheUsedShareOfALimitBeginsInAnyWindow(
      @ForAll @IntRange(min = 10, max = 60) int count, @ForAll long seed) {
    Limits limits = limits(List.of(new Limit(count, Duration.ofSeconds(1), count)), List.of(), 0.9);
    List<Instant> begun = new ArrayList<>();
    Random dice = new Random(seed);
    for (int step = 0; step < 2_000; step++) {
      now = now.plusMillis(dice.nextInt(10));
      if (limits.available(1) == 1) {
        Limits.end(limits.take("C" + step), true);
        begun.add(now);
      }
    }

    assertThat(SlidingWindows.fullest(begun, Duration.ofSeconds(1)))
        .isLessThanOrEqualTo(count * 9 / 10);
  }

  @Property(tries = 100)
  void aLimitIsUsedUpInTheLongRunWhateverItsBurst(
      @ForAll @IntRange(min = 2, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 40) int burst) {
    Limit limit = new Limit(count, Duration.ofSeconds(10), Math.min(burst, count));
    Limits limits = limits(List.of(limit), List.of(), 1);
    int taken = 0;
    for (int i = 0; i < 10_000; i++) {
      for (int free = limits.available(100); free > 0; free--) {
        Limits.end(limits.take("C1"), true);
        taken++;
      }
      now = now.plusMillis(10);
    }
    assertThat(taken).isGreaterThanOrEqualTo((int) (count * 10 * 0.9));
  }

  @Example
  void severalWindowsAreKeptAtOnce() {
    // Those of a WhatsApp number, with the usual headroom.
    List<Limit> windows =
        List.of(
            Limit.of(30, Duration.ofSeconds(1)),
            Limit.of(1_000, Duration.ofMinutes(1)),
            Limit.of(10_000, Duration.ofHours(1)));
    Limits limits = limits(windows, List.of(), 0.9);

    List<Instant> received = new ArrayList<>();
    for (int step = 0; step < 3 * 36_000; step++) {
      for (int free = limits.available(100); free > 0; free--) {
        Limits.end(limits.take("C1"), true);
        received.add(now);
      }
      now = now.plusMillis(100);
    }

    assertThat(SlidingWindows.fullest(received, Duration.ofSeconds(1))).isLessThanOrEqualTo(27);
    assertThat(SlidingWindows.fullest(received, Duration.ofMinutes(1))).isLessThanOrEqualTo(900);
    assertThat(SlidingWindows.fullest(received, Duration.ofHours(1))).isLessThanOrEqualTo(9_000);
    assertThat(received).hasSizeBetween(26_000, 27_000);
  }

  @Example
  void aBurstGoesAtOnceAndTheRestAtItsPace() {
    Limits limits = limits(List.of(new Limit(80, Duration.ofMinutes(1), 20)), List.of(), 1);

    assertThat(limits.available(100)).isEqualTo(20);
    IntStream.range(0, 20).forEach(i -> Limits.end(limits.take("C" + i), true));

    assertThat(limits.available(100)).isZero();
    assertThat(limits.connectionFree()).isEqualTo(now.plusMillis(750));
    now = now.plusSeconds(3);
    assertThat(limits.available(100)).isEqualTo(4);
  }

  @Example
  void whatNeverReachedTheFarSideIsNotCounted() {
    Limits limits = limits(List.of(new Limit(2, Duration.ofSeconds(10), 2)), List.of(), 1);
    Limits.end(limits.take("C1"), false);
    Limits.end(limits.take("C1"), true);

    now = now.plusSeconds(6);

    assertThat(limits.available(5)).isEqualTo(1);
  }

  @Example
  void oneRecipientsLimitLeavesTheOthersFree() {
    Limits limits = limits(List.of(), List.of(new Limit(1, Duration.ofSeconds(1), 1)), 1);

    Limits.end(limits.take("C1"), true);

    assertThat(limits.recipientFree("C1")).isEqualTo(now.plusSeconds(1));
    assertThat(limits.recipientFree("C2")).isEqualTo(Instant.MIN);
    now = now.plusSeconds(1);
    assertThat(limits.recipientFree("C1")).isEqualTo(Instant.MIN);
  }

  @Example
  void anUnansweredSendHoldsItsPlaceUntilAWindowAfterItsAnswer() {
    Limits limits = limits(List.of(new Limit(1, Duration.ofSeconds(1), 1)), List.of(), 1);
    Limits.Use use = limits.take("C1");

    now = now.plusSeconds(5);
    assertThat(limits.available(5)).isZero();
    Limits.end(use, true);
    assertThat(limits.connectionFree()).isEqualTo(now.plusSeconds(1));
    now = now.plusSeconds(1);

    assertThat(limits.available(5)).isEqualTo(1);
  }

  @Example
  void aNewOwnerGoesOnWhereTheLastOneStopped() {
    Limits limits =
        limits(
            List.of(new Limit(10, Duration.ofMinutes(1), 5)),
            List.of(new Limit(1, Duration.ofSeconds(30), 1)),
            1);

    for (int i = 8; i > 0; i--) {
      limits.remember("C" + i, now.minusSeconds(i));
    }

    // The burst is used up, and a token comes every six seconds.
    assertThat(limits.available(100)).isZero();
    assertThat(limits.recipientFree("C1")).isEqualTo(now.plusSeconds(29));
    assertThat(limits.recipientFree("C9")).isEqualTo(Instant.MIN);
    now = now.plusSeconds(30);
    // The window still holds eight of ten.
    assertThat(limits.available(100)).isEqualTo(2);
  }

  @Example
  void aSilenceClosesTheConnectionAndAShorterOneChangesNothing() {
    Limits limits = limits(List.of(), List.of(), 1);

    limits.close(null, now.plusSeconds(10));
    limits.close(null, now.plusSeconds(3));

    assertThat(limits.available(5)).isZero();
    assertThat(limits.connectionFree()).isEqualTo(now.plusSeconds(10));
    now = now.plusSeconds(10);
    assertThat(limits.available(5)).isEqualTo(5);
    assertThat(limits.closedUntil()).isNull();
  }

  @Example
  void aRecipientsSilenceClosesThatRecipientAlone() {
    Limits limits = limits(List.of(), List.of(), 1);

    limits.close("C1", now.plusSeconds(10));

    assertThat(limits.available(5)).isEqualTo(5);
    assertThat(limits.recipientFree("C1")).isEqualTo(now.plusSeconds(10));
    assertThat(limits.recipientFree("C2")).isEqualTo(Instant.MIN);
  }

  @Example
  void aFactorNeverPassesWhatThePlatformPublishes() {
    Limits limits =
        new Limits(
            new Connection.Traffic(
                List.of(new Limit(20, Duration.ofSeconds(1), 20)),
                List.of(),
                new Connection.Pace(1, true, 2, List.of(new Limit(30, Duration.ofSeconds(1), 30))),
                new Connection.Calls(8, 8, 8),
                Connection.Repeats.USUAL,
                Duration.ofSeconds(30)),
            clock);
    assertThat(fullestOf(limits)).isEqualTo(20);

    limits.follow(1.25);
    assertThat(fullestOf(limits)).isEqualTo(25);
    limits.follow(2);
    assertThat(fullestOf(limits)).isEqualTo(30);
    limits.follow(0.5);
    assertThat(fullestOf(limits)).isEqualTo(10);
  }

  private int fullestOf(Limits limits) {
    now = now.plusSeconds(60);
    List<Instant> received = flood(limits, new Random(1), 0, 1_000);
    return SlidingWindows.fullest(received, Duration.ofSeconds(1));
  }

  /** Sends whatever is allowed; answers when the far side got each. */
  private List<Instant> flood(Limits limits, Random dice, int slowestMillis, int steps) {
    PriorityQueue<Flight> flying = new PriorityQueue<>(Comparator.comparing(Flight::answered));
    List<Instant> received = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      now = now.plusMillis(dice.nextInt(20));
      for (Flight next = flying.peek();
          next != null && !next.answered().isAfter(now);
          next = flying.peek()) {
        Limits.end(flying.remove().use(), true);
      }
      for (int free = limits.available(3); free > 0; free--) {
        Instant there = now.plusMillis(dice.nextInt(slowestMillis + 1));
        Instant back = there.plusMillis(dice.nextInt(slowestMillis + 1));
        received.add(there);
        flying.add(new Flight(limits.take("C1"), "C1", there, back));
      }
    }
    flying.forEach(flight -> Limits.end(flight.use(), true));
    return received;
  }

  private Limits limits(List<Limit> limits, List<Limit> recipientLimits, double headroom) {
    return new Limits(
        new Connection.Traffic(
            limits,
            recipientLimits,
            headroom,
            8,
            Connection.OnUnknown.HOLD,
            Duration.ofSeconds(30)),
        clock);
  }
}
