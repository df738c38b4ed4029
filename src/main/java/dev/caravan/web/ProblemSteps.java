package dev.caravan.web;

import org.apache.camel.Exchange;

/** What an API route answers when something in it throws; bound as {@code problems}. */
public final class ProblemSteps {

  /** Replaces the exchange's message by the problem that its exception amounts to. */
  public void answer(Exchange exchange) {
    Exception e = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    AnswerSteps.problem(exchange, e == null ? new IllegalStateException("Nothing was caught") : e);
  }
}
