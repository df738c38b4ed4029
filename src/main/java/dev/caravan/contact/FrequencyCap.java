package dev.caravan.contact;

import dev.caravan.message.Word;
import java.time.Duration;

/**
 * At most {@code count} messages in any stretch of {@code per}.
 *
 * @param per at most {@link #LONGEST}
 */
public record FrequencyCap(int count, Duration per, Beyond beyond) {

  /** What was sent is counted for so long; nobody counts by the quarter. */
  public static final Duration LONGEST = Duration.ofDays(31);

  /** What becomes of a message too many. */
  public enum Beyond implements Word {
    HOLD,
    DROP
  }
}
