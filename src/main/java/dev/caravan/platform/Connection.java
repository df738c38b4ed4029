package dev.caravan.platform;

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
   * @param responseTimeout how long the hub waits for an answer
   */
  public record Traffic(
      List<Limit> limits,
      List<Limit> recipientLimits,
      Pace pace,
      Calls concurrency,
      OnUnknown onUnknown,
      Duration responseTimeout) {
    public Traffic {
      limits = List.copyOf(limits);
      recipientLimits = List.copyOf(recipientLimits);
    }

    /** A steady share of the limits, and always as many calls at once. */
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
          onUnknown,
          responseTimeout);
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

  /** What is done about a message that may or may not have arrived. */
  public enum OnUnknown {
    HOLD,
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
