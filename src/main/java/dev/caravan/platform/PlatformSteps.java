package dev.caravan.platform;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Probe;
import dev.caravan.message.Reason;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two steps around a platform's HTTP call, a bean for each platform under its id: a Delivery or
 * a Probe becomes a request, an answer an Outcome.
 *
 * <p>No header of the exchange reaches the wire, and none of the answer's outlives it.
 */
public final class PlatformSteps {
  private static final Logger LOG = LoggerFactory.getLogger(PlatformSteps.class);

  /** What is being asked, from one step to the other: an answer alone does not say. */
  private static final String ASKED = "caravan-asked";

  private final Connections connections;
  private final HttpPlatform platform;

  public PlatformSteps(Connections connections, HttpPlatform platform) {
    this.connections = connections;
    this.platform = platform;
  }

  /** The bean {@code responseTimeout} of the routes: each connection's own patience. */
  public static HttpClientConfigurer responseTimeout() {
    return ResponseTimeout::install;
  }

  /**
   * Replaces the exchange's body by the request for {@code to: https}; where the call is to be
   * handed over, by the {@link Call} itself.
   */
  public void request(Exchange exchange) {
    Message message = exchange.getMessage();
    Object asked = message.getBody();
    Connection connection = connection(name(asked));
    Call call = written(asked, connection);
    String token = platform.tokens().map(source -> source.token(connection)).orElse(null);
    exchange.setProperty(ASKED, asked);
    if (call.isHandedOver()) {
      message.removeHeaders("*");
      message.setBody(call);
      return;
    }
    WireSteps.write(message, call, connection, token);
  }

  /** Replaces the answer of {@code to: https} by the Outcome. */
  public void outcome(Exchange exchange) {
    Message message = exchange.getMessage();
    Object asked = exchange.removeProperty(ASKED);
    Answer answer = WireSteps.read(message);
    Outcome outcome =
        asked instanceof Delivery delivery
            ? platform.read(delivery, answer)
            : platform.probed(answer);
    message.setBody(renewed(outcome, asked));
  }

  /** A short-lived token may have been withdrawn before its time: one fresh one is worth a try. */
  private Outcome renewed(Outcome outcome, Object asked) {
    if (platform.tokens().isEmpty()
        || !(outcome instanceof Outcome.Rejected rejected)
        || rejected.reason() != Reason.CREDENTIAL_REFUSED) {
      return outcome;
    }
    platform.tokens().get().refused(connection(name(asked)));
    return asked instanceof Delivery delivery && delivery.attempt() == 1
        ? new Outcome.Retry(Reason.CREDENTIAL_REFUSED, rejected.detail(), null)
        : outcome;
  }

  /** What a renderer cannot write is refused for good, for nobody has heard of it yet. */
  private Call written(Object asked, Connection connection) {
    try {
      return call(asked, connection);
    } catch (NotSent given) {
      throw given;
    } catch (RuntimeException e) {
      LOG.error("A call to {} could not be written", platform.id(), e);
      throw NotSent.unwritable(e);
    }
  }

  private Call call(Object asked, Connection connection) {
    if (asked instanceof Delivery delivery) {
      return platform.call(delivery, connection);
    }
    return platform
        .probe(connection)
        .orElseThrow(
            () ->
                new NotSent(
                    new Outcome.Rejected(
                        Reason.REQUEST_REFUSED,
                        platform.profile().name() + " has no method that names its caller."),
                    "no probe"));
  }

  private static String name(Object asked) {
    return asked instanceof Delivery delivery
        ? delivery.connection()
        : ((Probe) asked).connection();
  }

  private Connection connection(String name) {
    return connections
        .byName(name)
        .orElseThrow(
            () ->
                new NotSent(
                    "Connection '%s' is not configured any more; put it back into connections.yaml or cancel the message."
                        .formatted(name)));
  }
}
