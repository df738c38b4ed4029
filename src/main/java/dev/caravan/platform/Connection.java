package dev.caravan.platform;

import dev.caravan.message.Word;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One account on one platform.
 *
 * @param windowAssumed whether a recipient's messaging window counts as open while nothing is known
 *     of it
 */
public record Connection(
    String name,
    String platform,
    boolean primary,
    Endpoint endpoint,
    Traffic traffic,
    boolean windowAssumed) {

  /** A connection that believes in the windows of pretended people alone. */
  public Connection(
      String name, String platform, boolean primary, Endpoint endpoint, Traffic traffic) {
    this(name, platform, primary, endpoint, traffic, endpoint.sandbox());
  }

  /** Where it is reached and with what; {@code sandbox} means one of the pretend platforms. */
  public record Endpoint(boolean sandbox, String baseUrl, Map<String, String> credentials) {
    public Endpoint {
      credentials = Map.copyOf(credentials);
    }

    /** Secrets appear in no log. */
    @Override
    public String toString() {
      return baseUrl + " with " + credentials.keySet();
    }
  }

  /**
   * How much may pass.
   *
   * @param pace how much of the limits is used
   * @param concurrency how many calls are made at once
   * @param repeats what is done about a send that failed, or whose end nobody saw
   * @param responseTimeout how long the hub waits for an answer
   */
  public record Traffic(
      List<Limit> limits,
      List<Limit> recipientLimits,
      Pace pace,
      Calls concurrency,
      Repeats repeats,
      Duration responseTimeout) {
    public Traffic {
      limits = List.copyOf(limits);
      recipientLimits = List.copyOf(recipientLimits);
    }

    /** A steady share of the limits, always as many calls at once, and repeats as usual. */
    public Traffic(
        List<Limit> limits,
        List<Limit> recipientLimits,
        double headroom,
        int concurrency,
        OnUnknown onUnknown,
        Duration responseTimeout) {
      this(
          limits,
          recipientLimits,
          Pace.steady(headroom),
          new Calls(concurrency, concurrency, concurrency),
          new Repeats(onUnknown, Order.FIFO, Retry.USUAL),
          responseTimeout);
    }

    /** What is done where neither the platform nor its key can tell whether a message arrived. */
    public OnUnknown onUnknown() {
      return repeats.onUnknown();
    }
  }

  /**
   * How much of the connection's limits is used.
   *
   * @param headroom the share, above 0 and at most 1
   * @param adaptive whether a factor from 0.5 up to {@code most} follows the share of successes
   * @param most the highest factor, from 1 to 2
   * @param ceiling what a factor above 1 never passes: the limits that the platform publishes
   */
  public record Pace(double headroom, boolean adaptive, double most, List<Limit> ceiling) {
    public Pace {
      ceiling = List.copyOf(ceiling);
    }

    /** Always this share. */
    public static Pace steady(double headroom) {
      return new Pace(headroom, false, 1, List.of());
    }
  }

  /**
   * How many calls are made at once, 1 to 256.
   *
   * @param start with how many it begins, from min to max
   */
  public record Calls(int start, int min, int max) {
    public Calls {
      if (min < 1 || start < min || max < start) {
        throw new IllegalArgumentException(
            "%d from %d to %d calls; write 1 <= min <= start <= max".formatted(start, min, max));
      }
    }
  }

  /** What is done about a send that failed, or whose end nobody saw. */
  public record Repeats(OnUnknown onUnknown, Order order, Retry retry) {
    /** Nothing blind, nothing out of order. */
    public static final Repeats USUAL = new Repeats(OnUnknown.HOLD, Order.FIFO, Retry.USUAL);
  }

  /** What a message that waits for its next try means for those behind it. */
  public enum Order implements Word {
    /** They wait too: no message of equal priority overtakes another to the same recipient. */
    FIFO,
    /** They may pass it. */
    BEST_EFFORT
  }

  /** What is done about a message that may or may not have arrived. */
  public enum OnUnknown implements Word {
    /** It waits until a human, or the platform, says what became of it. */
    HOLD,
    /** It is sent again, marked as a repeat. */
    RESEND
  }

  /** Whether it is one of the pretend platforms. */
  public boolean sandbox() {
    return endpoint.sandbox();
  }

  /** The address of {@code path}, which begins with a slash, below the base URL. */
  public String url(String path) {
    return endpoint.baseUrl().replaceAll("/+$", "") + path;
  }

  /** A credential that the configuration was checked for at start. */
  public String credential(String key) {
    String value = endpoint.credentials().get(key);
    if (value == null) {
      throw new IllegalStateException("Connection " + name + " has no credential " + key);
    }
    return value;
  }
}
