package dev.caravan.platform;

import com.fasterxml.jackson.core.JsonPointer;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Probe;
import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The bean {@code local}: what the route of a platform without Java needs. In its order: {@code
 * letter}, a variable for each field of the platform's JSON, {@code fields}, the JSON data format,
 * {@code post}, the call, {@code outcome}.
 */
public final class LocalSteps {
  private static final String CONNECTION = "caravan-connection";

  private final Connections connections;
  private final Platforms platforms;

  public LocalSteps(Connections connections, Platforms platforms) {
    this.connections = connections;
    this.platforms = platforms;
  }

  /** Replaces the Delivery by its {@link Letter}; refuses a Probe, for there is nobody to ask. */
  public void letter(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof Probe probe) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "name",
          "not_testable",
          "'%s' cannot be tested: its platform is a route without Java, which posts and asks nothing. Send a message to a channel of your own instead."
              .formatted(probe.connection()));
    }
    if (!(exchange.getMessage().getBody() instanceof Delivery delivery)
        || !(delivery.deed() instanceof Deed.Post)) {
      throw new NotSent(
          new Outcome.Rejected(
              Reason.REQUEST_REFUSED,
              "A platform without Java can be posted to, and nothing else."),
          "only posts");
    }
    if (!(platforms.byId(delivery.platform()).orElse(null) instanceof DeclaredPlatform declared)) {
      throw new NotSent(
          "Platform '%s' is not declared; put it under 'platforms' in connections.yaml."
              .formatted(delivery.platform()));
    }
    exchange.setProperty(CONNECTION, delivery.connection());
    exchange.getMessage().setBody(declared.letter(delivery));
  }

  /**
   * Replaces the body by an object of the route's variables; those without a value are left out.
   */
  public void fields(Exchange exchange) {
    Map<String, Object> fields = new LinkedHashMap<>();
    exchange
        .getVariables()
        .forEach(
            (name, value) -> {
              if (value != null && !value.equals("")) {
                fields.put(name, value);
              }
            });
    exchange.getMessage().setBody(fields);
  }

  /**
   * Makes the JSON body a post to {@code path} of the connection, with its {@code token} as bearer
   * where it has one.
   */
  public void post(Exchange exchange, String path) {
    Message message = exchange.getMessage();
    Connection connection = connection(exchange);
    String json = message.getBody(String.class);
    String token = connection.endpoint().credentials().get(DeclaredPlatform.TOKEN);
    WireSteps.write(message, Call.post(connection.url(path), Map.of(), json), connection, token);
  }

  /**
   * Replaces the answer by the Outcome, by its status.
   *
   * @param id a JSON pointer to the platform's id of the message, for example {@code /id}
   */
  public void outcome(Exchange exchange, String id) {
    Answer answer = WireSteps.read(exchange.getMessage());
    exchange.getMessage().setBody(StatusOutcome.of(answer, JsonPointer.compile(id)));
  }

  private Connection connection(Exchange exchange) {
    String name = exchange.getProperty(CONNECTION, String.class);
    return connections
        .byName(name)
        .orElseThrow(
            () -> new NotSent("Connection '%s' is not configured any more.".formatted(name)));
  }
}
