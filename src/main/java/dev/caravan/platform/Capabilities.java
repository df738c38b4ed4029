package dev.caravan.platform;

import dev.caravan.message.Word;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a platform can do; the same record that its renderer obeys.
 *
 * @param textLimit the most a single message holds, in {@code textUnit}
 * @param features what it can do beyond text
 * @param traffic the limits it publishes, the default of its connections
 * @param lifetimes how long the platform remembers what
 */
public record Capabilities(
    int textLimit,
    TextUnit textUnit,
    Actions actions,
    Set<Feature> features,
    Traffic traffic,
    Lifetimes lifetimes) {
  public Capabilities {
    features = Set.copyOf(features);
  }

  /** In what a platform counts. */
  public enum TextUnit implements Word {
    CODE_POINTS,
    UTF16_UNITS,
    BYTES
  }

  /** How many buttons and options it shows natively; beyond them the hub writes numbered text. */
  public record Actions(int buttons, int selectOptions) {}

  /** What it can do beyond text. */
  public enum Feature implements Word {
    /** A message can continue a thread or topic. */
    THREADS,
    /** A message can answer to another one. */
    REPLIES,
    EDIT,
    RECALL,
    /** It says when a message was delivered or read. */
    RECEIPTS,
    /** It shows images by their address. */
    IMAGES,
    /** It shows other files by their address. */
    FILES,
    /** It can notify a person by their id. */
    MENTIONS,
    /** It can notify a crowd. */
    MASS_MENTIONS,
    /** It takes texts that it approved beforehand. */
    TEMPLATES
  }

  /**
   * How long the platform remembers.
   *
   * @param idempotency a key by which it knows a repeated message; zero where there is none
   * @param window after a person's last message anything may be written to them; zero where it may
   *     be at any time
   */
  public record Lifetimes(Duration idempotency, Duration window) {
    /** It knows no keys and no windows. */
    public static final Lifetimes NONE = new Lifetimes(Duration.ZERO, Duration.ZERO);
  }

  /**
   * The published limits of one connection and of one recipient.
   *
   * @param vague whether the platform names no exact figures, so that its answers are to be
   *     followed
   */
  public record Traffic(List<Limit> connection, List<Limit> recipient, boolean vague) {
    public Traffic {
      connection = List.copyOf(connection);
      recipient = List.copyOf(recipient);
    }

    /** Limits that the platform means as it says them. */
    public Traffic(List<Limit> connection, List<Limit> recipient) {
      this(connection, recipient, false);
    }
  }
}
