package dev.caravan.wiring.routes;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Takes an exchange through a doorway into the route that is in force at that moment. */
final class GatedProducer extends DefaultAsyncProducer {
  private final DirectEndpoint endpoint;
  private final Doorway doorway;
  private final Arrival arrival;

  /** Waits until the endpoint has a consumer. */
  @FunctionalInterface
  interface Arrival {
    @Nullable DirectConsumer await() throws InterruptedException;
  }

  GatedProducer(DirectEndpoint endpoint, Doorway doorway, Arrival arrival) {
    super(endpoint);
    this.endpoint = endpoint;
    this.doorway = doorway;
    this.arrival = arrival;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      DirectConsumer consumer = entered();
      if (consumer != null) {
        return inside(consumer, exchange, callback);
      }
      if (endpoint.isFailIfNoConsumers()) {
        exchange.setException(
            new DirectConsumerNotAvailableException(
                "No route consumes from " + endpoint, exchange));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.setException(e);
    }
    callback.done(true);
    return true;
  }

  /** The consumer behind the doorway, with the caller inside; null where the caller is not. */
  private @Nullable DirectConsumer entered() throws InterruptedException {
    if (doorway.consumer() == null && endpoint.isBlock() && arrival.await() == null) {
      return null;
    }
    if (!doorway.enter()) {
      return null;
    }
    // Read inside: nobody replaces it now.
    DirectConsumer consumer = doorway.consumer();
    if (consumer == null) {
      doorway.leave();
    }
    return consumer;
  }

  private boolean inside(DirectConsumer consumer, Exchange exchange, AsyncCallback callback) {
    if (!endpoint.isSynchronous()) {
      return consumer
          .getAsyncProcessor()
          .process(
              exchange,
              doneSync -> {
                doorway.leave();
                callback.done(doneSync);
              });
    }
    try {
      consumer.getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    } finally {
      doorway.leave();
    }
    callback.done(true);
    return true;
  }
}
