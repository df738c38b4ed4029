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
   * @param headroom the share of the limits that is used, above 0 and at most 1
   * @param responseTimeout how long the hub waits for an answer
   */
  public record Traffic(
      List<Limit> limits,
      List<Limit> recipientLimits,
      double headroom,
      int concurrency,
      OnUnknown onUnknown,
      Duration responseTimeout) {
    public Traffic {
      limits = List.copyOf(limits);
      recipientLimits = List.copyOf(recipientLimits);
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
