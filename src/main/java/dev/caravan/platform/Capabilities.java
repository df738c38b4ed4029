package dev.caravan.platform;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a platform can do; the same record that its renderer obeys.
 *
 * @param textLimit the most a single message holds, in {@code textUnit}
 * @param features what it can do beyond text
 * @param traffic the limits it publishes, the default of its connections
 * @param idempotency how long a key is remembered; zero where there is none
 */
public record Capabilities(
    int textLimit,
    TextUnit textUnit,
    Actions actions,
    Set<Feature> features,
    Traffic traffic,
    Duration idempotency) {
  public Capabilities {
    features = Set.copyOf(features);
  }

  /** In what a platform counts. */
  public enum TextUnit {
    CODE_POINTS,
    UTF16_UNITS,
    BYTES
  }

  /** How many buttons and options it shows natively; beyond them the hub writes numbered text. */
  public record Actions(int buttons, int selectOptions) {}

  /** What it can do beyond text. */
  public enum Feature {
    THREADS,
    EDIT,
    RECALL,
    RECEIPTS
  }

  /** The published limits of one connection and of one recipient. */
  public record Traffic(List<Limit> connection, List<Limit> recipient) {
    public Traffic {
      connection = List.copyOf(connection);
      recipient = List.copyOf(recipient);
    }
  }
}
