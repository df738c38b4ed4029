package dev.caravan.platform;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a delivery that its route threw an exception: sent for sure it never means.
 *
 * <p>Of an exception details name its class, never its text: that may hold an address with a token
 * in it.
 */
public final class FailedCall {
  /** Thrown before the request was written: by the JDK, HttpClient 5 and its pool. */
  private static final Set<String> NOT_WRITTEN =
      Set.of(
          "UnknownHostException",
          "ConnectException",
          "HttpHostConnectException",
          "ConnectTimeoutException",
          "NoRouteToHostException",
          "PortUnreachableException",
          "UnsupportedSchemeException",
          "SSLHandshakeException",
          "SSLPeerUnverifiedException",
          "ConnectionRequestTimeoutException");

  /** Thrown where the route is being replaced, so that nothing of it ran. */
  private static final Set<String> ROUTE_AWAY =
      Set.of("RejectedExecutionException", "DirectConsumerNotAvailableException");

  /** Thrown once the request may have been on its way; a read timeout is told apart from these. */
  private static final Set<String> MAYBE_WRITTEN =
      Set.of("IOException", "HttpException", "RequestFailedException");

  /** A swap of a route takes well under a second; the dispatcher has other lanes meanwhile. */
  private static final Duration ROUTE_BACK_AFTER = Duration.ofMillis(200);

  private FailedCall() {}

  /**
   * How far the route had come.
   *
   * @param departed whether anything may have left the hub by then
   * @param step the route and the step that threw, for people; null where not known
   * @param host host and port of what was called; null where not known
   */
  public record Stage(boolean departed, @Nullable String step, @Nullable String host) {
    /** Where nothing is known, anything may have left. */
    public static final Stage UNKNOWN = new Stage(true, null, null);
  }

  /** The outcome of a delivery whose route threw {@code thrown}, nobody knows at which stage. */
  public static Outcome outcome(Throwable thrown) {
    return outcome(thrown, Stage.UNKNOWN);
  }

  /** The outcome of a delivery whose route threw {@code thrown}. */
  public static Outcome outcome(Throwable thrown, Stage stage) {
    List<Throwable> chain = chain(thrown);
    for (Throwable one : chain) {
      if (one instanceof NotSent given) {
        return given.outcome();
      }
    }
    Throwable away = first(chain, ROUTE_AWAY);
    if (away != null) {
      return new Outcome.Retry(Reason.ROUTE_UNAVAILABLE, why(away), ROUTE_BACK_AFTER);
    }
    // Before the timeouts: HttpClient's ConnectTimeoutException is a SocketTimeoutException.
    Throwable unwritten = first(chain, NOT_WRITTEN);
    if (unwritten == null) {
      unwritten = chain.stream().filter(FailedCall::inHandshake).findFirst().orElse(null);
    }
    if (unwritten != null) {
      return new Outcome.Retry(
          Reason.CONNECT_FAILED, NoConnection.sentence(unwritten, chain, stage.host()), null);
    }
    String at = stage.step() == null ? "" : " at " + stage.step();
    if (!stage.departed()) {
      return new Outcome.Retry(
          Reason.ROUTE_FAILED,
          "The platform's route failed%s before anything was sent: %s; see the log."
              .formatted(at, why(thrown)),
          null);
    }
    Throwable timeout = first(chain, Set.of("SocketTimeoutException"));
    if (timeout != null) {
      return new Outcome.Unknown(
          Reason.TIMEOUT, "No answer in time, though the request was written.");
    }
    Throwable lost = first(chain, MAYBE_WRITTEN);
    if (lost != null) {
      return new Outcome.Unknown(
          Reason.CONNECTION_LOST, "The connection broke before the answer: " + why(lost) + ".");
    }
    return new Outcome.Unknown(
        Reason.ROUTE_FAILED,
        "The platform's route failed%s: %s; see the log.".formatted(at, why(thrown)));
  }

  private static List<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        // A chain may bite its own tail.
        .limit(32)
        .toList();
  }

  private static @Nullable Throwable first(List<Throwable> chain, Set<String> names) {
    return chain.stream().filter(t -> isOne(t.getClass(), names)).findFirst().orElse(null);
  }

  /**
   * Whether it was thrown while the two agreed on TLS, before a byte of the request: whatever it is
   * then, such as the SSLException of a port that speaks no TLS. The same class may come later, so
   * that only the place tells (JSSE, SSLSocket.startHandshake, which HttpClient 5 calls itself).
   */
  private static boolean inHandshake(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("startHandshake"));
  }

  /** By name, for this room knows no Camel; a class counts as what it extends, too. */
  static boolean isOne(Class<?> type, Set<String> names) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (names.contains(at.getSimpleName())) {
        return true;
      }
    }
    return false;
  }

  static String why(Throwable thrown) {
    return thrown.getClass().getSimpleName();
  }
}
