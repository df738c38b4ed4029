package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Patience grows, but neither beyond its ceiling nor for ever. */
class BackoffTest {

  @Property(tries = 200)
  void theWaitStaysBelowItsDoublingCeiling(
      @ForAll @IntRange(min = 1, max = 100) int attempts, @ForAll long seed) {
    Duration wait = Backoff.USUAL.after(attempts, null, new Random(seed));

    long ceiling = Math.min(300_000, 1_000L << Math.min(20, attempts - 1));
    assertThat(wait.toMillis()).isBetween(0L, ceiling);
  }

  @Example
  void thePlatformsOwnWaitIsKeptAtLeast() {
    Duration asked = Duration.ofMinutes(10);

    assertThat(Backoff.USUAL.after(1, asked, new Random(1))).isEqualTo(asked);
  }

  @Example
  void bothTriesAndAgeMustBeUsedUp() {
    assertThat(Backoff.USUAL.exhausted(99, Rows.NOW, Rows.NOW.plus(Duration.ofHours(5)))).isFalse();
    assertThat(Backoff.USUAL.exhausted(4, Rows.NOW, Rows.NOW.plus(Duration.ofDays(9)))).isFalse();
    assertThat(Backoff.USUAL.exhausted(5, Rows.NOW, Rows.NOW.plus(Duration.ofHours(6)))).isTrue();
  }
}
