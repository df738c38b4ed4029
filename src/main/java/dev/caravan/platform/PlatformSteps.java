package dev.caravan.platform;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpClientConfigurer;

/**
 * The two steps around a platform's HTTP call: a Delivery becomes a request, an answer an Outcome.
 *
 * <p>No header of the exchange reaches the wire, and none of the answer's outlives it.
 */
public abstract class PlatformSteps {
  private final Connections connections;

  protected PlatformSteps(Connections connections) {
    this.connections = connections;
  }

  /** The bean {@code responseTimeout} of the routes: each connection's own patience. */
  public static HttpClientConfigurer responseTimeout() {
    return ResponseTimeout::install;
  }

  /** What is posted for this delivery. */
  protected abstract Call call(Delivery delivery, Connection connection);

  /** What the platform's answer means. */
  protected abstract Outcome read(Answer answer);

  /** Replaces the exchange's Delivery by the request for {@code to: https}. */
  public void request(Exchange exchange) {
    Message message = exchange.getMessage();
    Delivery delivery = message.getBody(Delivery.class);
    Connection connection = connection(delivery);
    Call call = call(delivery, connection);
    message.removeHeaders("*");
    call.headers().forEach(message::setHeader);
    message.setHeader(ResponseTimeout.HEADER, connection.traffic().responseTimeout().toMillis());
    message.setHeader(Exchange.HTTP_URI, call.url());
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
    message.setBody(call.json().getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces the answer of {@code to: https} by the Outcome. */
  public void outcome(Exchange exchange) {
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = message.getBody(String.class);
    Map<String, String> headers = new HashMap<>();
    message.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
    message.removeHeaders("*");
    message.setBody(
        read(new Answer(status == null ? 0 : status, headers, body == null ? "" : body)));
  }

  private Connection connection(Delivery delivery) {
    return connections
        .byName(delivery.connection())
        .orElseThrow(
            () ->
                new NotSent(
                    "Connection '%s' is not configured any more; put it back into connections.yaml or cancel the message."
                        .formatted(delivery.connection())));
  }
}
