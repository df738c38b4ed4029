package dev.caravan.platform;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.jspecify.annotations.Nullable;

/**
 * What {@code to: https} takes and gives: no header of the exchange reaches the wire, and none of
 * the answer's outlives it.
 */
final class WireSteps {
  private WireSteps() {}

  /** Replaces body and headers by the call. */
  static void write(Message message, Call call, Connection connection, @Nullable String token) {
    message.removeHeaders("*");
    call.headers().forEach(message::setHeader);
    if (token != null) {
      message.setHeader("Authorization", "Bearer " + token);
    }
    message.setHeader(ResponseTimeout.HEADER, connection.traffic().responseTimeout().toMillis());
    message.setHeader(Exchange.HTTP_URI, call.url());
    // camel-http 4.18.0 looks for a converter from text at each call, which costs as much as the
    // I/O.
    message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(call.method()));
    if (call.json().isEmpty()) {
      message.setBody(null);
    } else {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
      message.setBody(call.json().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Takes the answer off the message. */
  static Answer read(Message message) {
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = message.getBody(String.class);
    Map<String, String> headers = new HashMap<>();
    message.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
    message.removeHeaders("*");
    return new Answer(status == null ? 0 : status, headers, body == null ? "" : body);
  }
}
