package dev.caravan.contact;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recipient asks of whoever writes to them.
 *
 * @param zone where they live; not null where there are quiet hours
 * @param frequency at most so many messages in any stretch of so long; all of them hold
 * @param optedOut whether they want nothing at all
 */
public record RecipientPolicy(
    @Nullable ZoneId zone,
    @Nullable QuietHours quietHours,
    List<FrequencyCap> frequency,
    boolean optedOut) {

  /** Nothing is asked. */
  public static final RecipientPolicy NONE = new RecipientPolicy(null, null, List.of(), false);

  public RecipientPolicy {
    frequency = List.copyOf(frequency);
  }

  /** Whether any rule has to look at it. */
  boolean asksAnything() {
    return quietHours != null || !frequency.isEmpty() || optedOut;
  }

  /** The same without quiet hours. */
  RecipientPolicy withoutQuietHours() {
    return new RecipientPolicy(zone, null, frequency, optedOut);
  }
}
