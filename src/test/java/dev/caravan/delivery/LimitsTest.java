package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A platform's limit holds in every window of its length, wherever the window begins. */
class LimitsTest {
  private Instant now = Rows.NOW;
  private final InstantSource clock = () -> now;

  @Property(tries = 300)
  void noWindowEverHoldsMoreThanTheLimit(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(min = 1, max = 40) int burst,
      @ForAll @IntRange(min = 1, max = 60) int seconds,
      @ForAll @Size(min = 50, max = 150) List<@IntRange(min = 0, max = 4_000) Integer> pauses) {
    Duration per = Duration.ofSeconds(seconds);
    Limits limits = limits(List.of(new Limit(count, per, Math.min(burst, count))), List.of());
    List<Instant> taken = new ArrayList<>();
    for (int pause : pauses) {
      now = now.plus(Duration.ofMillis(pause).multipliedBy(seconds).dividedBy(20));
      for (int free = limits.available(100); free > 0; free--) {
        limits.take("C1");
        taken.add(now);
      }
    }
    for (Instant begin : taken) {
      assertThat(taken.stream().filter(t -> !t.isBefore(begin) && t.isBefore(begin.plus(per))))
          .hasSizeLessThanOrEqualTo(count + 1);
    }
  }

  @Property(tries = 100)
  void aLimitIsUsedUpInTheLongRun(@ForAll @IntRange(min = 2, max = 40) int count) {
    Limits limits = limits(List.of(Limit.of(count, Duration.ofSeconds(10))), List.of());
    int taken = 0;
    for (int i = 0; i < 1_000; i++) {
      for (int free = limits.available(100); free > 0; free--) {
        limits.take("C1");
        taken++;
      }
      now = now.plusMillis(100);
    }
    assertThat(taken).isGreaterThanOrEqualTo((int) (count * 10 * 0.85));
  }

  @Example
  void oneRecipientsLimitLeavesTheOthersFree() {
    Limits limits = limits(List.of(), List.of(new Limit(1, Duration.ofSeconds(1), 1)));

    limits.take("C1");

    assertThat(limits.recipientFree("C1")).isEqualTo(now.plusSeconds(1));
    assertThat(limits.recipientFree("C2")).isEqualTo(Instant.MIN);
    now = now.plusSeconds(1);
    assertThat(limits.recipientFree("C1")).isEqualTo(Instant.MIN);
  }

  @Example
  void aSilenceClosesTheConnectionAndAShorterOneChangesNothing() {
    Limits limits = limits(List.of(), List.of());

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
    Limits limits = limits(List.of(), List.of());

    limits.close("C1", now.plusSeconds(10));

    assertThat(limits.available(5)).isEqualTo(5);
    assertThat(limits.recipientFree("C1")).isEqualTo(now.plusSeconds(10));
    assertThat(limits.recipientFree("C2")).isEqualTo(Instant.MIN);
  }

  private Limits limits(List<Limit> limits, List<Limit> recipientLimits) {
    return new Limits(
        new Connection.Traffic(
            limits, recipientLimits, 1, 8, Connection.OnUnknown.HOLD, Duration.ofSeconds(30)),
        clock);
  }
}
