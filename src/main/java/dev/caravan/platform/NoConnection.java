package dev.caravan.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why there is no connection: whoever is woken must know whether to look at DNS or TLS. */
final class NoConnection {
  /** The first that fits; by name, as {@link FailedCall} knows them. */
  private static final Map<String, String> WHY = new LinkedHashMap<>();

  static {
    WHY.put("UnknownHostException", "its name does not resolve (DNS)");
    WHY.put("ConnectTimeoutException", "it did not take the connection in time");
    WHY.put("NoRouteToHostException", "there is no way to it through the network");
    WHY.put("PortUnreachableException", "nothing listens on its port");
    WHY.put("ConnectException", "it did not take the connection");
    WHY.put("UnsupportedSchemeException", "its address is neither http nor https");
    WHY.put("SSLPeerUnverifiedException", "its certificate is another host's (TLS)");
    WHY.put("ConnectionRequestTimeoutException", "no connection of the pool became free in time");
  }

  private NoConnection() {}

  /**
   * The sentence.
   *
   * @param thrown what stands for the cause
   * @param chain everything that was thrown, for what it is made of
   * @param host host and port; null where not known
   */
  static String sentence(Throwable thrown, List<Throwable> chain, @Nullable String host) {
    return "No connection to %s: %s (%s)."
        .formatted(
            host == null ? "the platform" : host, why(thrown, chain), FailedCall.why(thrown));
  }

  private static String why(Throwable thrown, List<Throwable> chain) {
    // Linux and the JDK say it in these words; of no other text anything is told.
    if (chain.stream().anyMatch(t -> String.valueOf(t.getMessage()).contains("refused"))) {
      return "connection refused";
    }
    if (chain.stream().anyMatch(t -> t.getClass().getSimpleName().contains("CertPath"))) {
      return "its certificate is not trusted here (TLS)";
    }
    return WHY.entrySet().stream()
        .filter(entry -> FailedCall.isOne(thrown.getClass(), Set.of(entry.getKey())))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("the two did not agree on TLS");
  }
}
