package dev.caravan.wiring;

import dev.caravan.delivery.Carrier;
import dev.caravan.governance.Accepted;
import dev.caravan.governance.Bulk;
import dev.caravan.governance.Case;
import dev.caravan.governance.Governance;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Probe;
import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.platform.Connection;
import dev.caravan.platform.FailedCall;
import dev.caravan.platform.Prober;
import dev.caravan.wiring.routes.DeadLetter;
import dev.caravan.wiring.routes.Journey;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that Java calls: govern, dispatch, a platform's own, and that of dead letters. */
final class CamelRoutes implements Carrier, Governance.Policy, Prober, Bulk.FrontDoor {
  private static final Logger LOG = LoggerFactory.getLogger(CamelRoutes.class);

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final String WITHOUT_OUTCOME =
      "The platform's route ended without an outcome; see docs/ROUTES.md.";

  private final FailureLog failures;
  private @Nullable ProducerTemplate template;
  private @Nullable Endpoint send;
  private @Nullable Endpoint govern;
  private @Nullable Endpoint dispatch;
  private @Nullable Endpoint deadLetter;

  CamelRoutes(FailureLog failures) {
    this.failures = failures;
  }

  /** Says which context runs the routes; called once, before the first message. */
  void use(CamelContext context) {
    template = context.createProducerTemplate();
    send = context.getEndpoint("direct:send?block=false");
    govern = context.getEndpoint("direct:govern?block=false");
    dispatch = context.getEndpoint("direct:dispatch?block=false");
    deadLetter = context.getEndpoint("direct:dead-letter?block=false");
  }

  @Override
  public Case judge(Case open) {
    Exchange exchange = call(Objects.requireNonNull(govern), open);
    if (exchange.getException() != null) {
      throw new CamelExecutionException("The policy failed", exchange, exchange.getException());
    }
    Object body = exchange.getMessage().getBody();
    if (body instanceof Case judged && judged.message().id().equals(open.message().id())) {
      return judged;
    }
    throw new IllegalStateException("The policy answered " + body + " instead of its case");
  }

  @Override
  public Accepted submit(Submission submission) {
    Exchange exchange = call(Objects.requireNonNull(send), submission);
    Throwable failed = exchange.getException();
    refused(failed)
        .ifPresent(
            refused -> {
              throw refused;
            });
    if (failed != null) {
      throw new CamelExecutionException("The submission failed", exchange, failed);
    }
    if (exchange.getMessage().getBody() instanceof Accepted accepted) {
      return accepted;
    }
    throw new IllegalStateException(
        "direct:send answered " + exchange.getMessage().getBody() + " instead of Accepted");
  }

  private static Optional<Refused> refused(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  @Override
  public Outcome carry(Delivery delivery) {
    return outcome(delivery, () -> call(Objects.requireNonNull(dispatch), delivery));
  }

  @Override
  public Outcome probe(Connection connection) {
    String door = "direct:platform-" + connection.platform() + "?block=false";
    Probe probe = new Probe(connection.name());
    return outcome(probe, () -> call(used().getCamelContext().getEndpoint(door), probe));
  }

  private Outcome outcome(Object asked, Supplier<Exchange> call) {
    try {
      Exchange exchange = call.get();
      if (exchange.getException() != null) {
        return failed(asked, exchange);
      }
      if (exchange.getMessage().getBody() instanceof Outcome outcome) {
        return bounded(outcome);
      }
      return stage(exchange).departed()
          ? new Outcome.Unknown(Reason.ROUTE_FAILED, WITHOUT_OUTCOME)
          : new Outcome.Retry(Reason.ROUTE_FAILED, WITHOUT_OUTCOME + " Nothing was sent.", null);
    } catch (Refused untestable) {
      throw untestable;
    } catch (RuntimeException | Error e) {
      // An error too must end the delivery: what it had begun is unknown, and its lane must go on.
      LOG.error("A dispatch failed outside of its route", e);
      return FailedCall.outcome(e);
    }
  }

  private Outcome failed(Object asked, Exchange exchange) {
    Throwable thrown = exchange.getException();
    if (asked instanceof Probe) {
      refused(thrown)
          .ifPresent(
              refused -> {
                throw refused;
              });
    }
    FailedCall.Stage stage = stage(exchange);
    Outcome outcome = FailedCall.outcome(thrown, stage);
    boolean told =
        outcome instanceof Outcome.Unknown unknown
            ? unknown.reason() == Reason.ROUTE_FAILED
            : outcome instanceof Outcome.Retry retry && retry.reason() == Reason.ROUTE_FAILED;
    if (told) {
      failures.tell(asked, String.valueOf(stage.step()), thrown);
    }
    return outcome;
  }

  private static FailedCall.Stage stage(Exchange exchange) {
    return new FailedCall.Stage(
        Journey.of(exchange).map(Journey::departed).orElse(false),
        Journey.of(exchange).map(Journey::step).orElse("the beginning of the route"),
        host(exchange.getMessage().getHeader(Exchange.HTTP_URI, String.class)));
  }

  /** Host and port hold no secret; the rest of an address may. */
  private static @Nullable String host(@Nullable String uri) {
    try {
      URI read = URI.create(uri == null ? "" : uri);
      String port = read.getPort() < 0 ? "" : ":" + read.getPort();
      return read.getHost() == null ? null : read.getHost() + port;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** No platform is silent for longer than a day, whatever a site's route makes of its answer. */
  private static Outcome bounded(Outcome outcome) {
    if (outcome instanceof Outcome.Limited limited && limited.after().compareTo(LONGEST) > 0) {
      return new Outcome.Limited(LONGEST, limited.scope());
    }
    if (outcome instanceof Outcome.Retry retry
        && retry.after() != null
        && retry.after().compareTo(LONGEST) > 0) {
      return new Outcome.Retry(retry.reason(), retry.detail(), LONGEST);
    }
    return outcome;
  }

  /** Tells the site's route of a message that ended unsent; what that does changes nothing here. */
  void ended(Message message, String status, Outcome outcome) {
    Exchange exchange =
        call(Objects.requireNonNull(deadLetter), new DeadLetter(message, status, outcome));
    if (exchange.getException() != null) {
      LOG.warn(
          "The dead-letter route failed on {}: {}",
          message.id(),
          exchange.getException().toString());
    }
  }

  private ProducerTemplate used() {
    return Objects.requireNonNull(template, "The routes have not started");
  }

  private Exchange call(Endpoint endpoint, Object body) {
    return used()
        .send(endpoint, ExchangePattern.InOut, exchange -> exchange.getMessage().setBody(body));
  }
}
