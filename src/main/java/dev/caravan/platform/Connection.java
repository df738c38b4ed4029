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
   * @param headroom the share of the limits that is used, above 0 and at most 1
   * @param repeats what is done about a send that failed, or whose end nobody saw
   * @param responseTimeout how long the hub waits for an answer
   */
  public record Traffic(
      List<Limit> limits,
      List<Limit> recipientLimits,
      double headroom,
      int concurrency,
      Repeats repeats,
      Duration responseTimeout) {
    public Traffic {
      limits = List.copyOf(limits);
      recipientLimits = List.copyOf(recipientLimits);
    }

    /** Traffic that keeps its order, and whose failed sends are repeated as usual. */
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
          headroom,
          concurrency,
          new Repeats(onUnknown, Order.FIFO, Retry.USUAL),
          responseTimeout);
    }

    /** What is done where neither the platform nor its key can tell whether a message arrived. */
    public OnUnknown onUnknown() {
      return repeats.onUnknown();
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
