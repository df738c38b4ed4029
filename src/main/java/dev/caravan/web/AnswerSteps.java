package dev.caravan.web;

import dev.caravan.message.Refused;
import dev.caravan.store.Json;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a step answers, and how it leaves: JSON with its status, or a problem. */
final class AnswerSteps {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerSteps.class);

  private AnswerSteps() {}

  /** A status, what is written as JSON, and headers beside its type. */
  record Answer(int status, Object body, Map<String, String> headers) {
    Answer(int status, Object body) {
      this(status, body, Map.of());
    }

    static Answer ok(Object body) {
      return new Answer(200, body);
    }
  }

  /** A page of a list: the items, and the cursor of the next page, null at the end. */
  static Map<String, Object> page(List<?> items, @Nullable Object next) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("items", items);
    page.put("next", next);
    return page;
  }

  /** A list that is answered whole, and takes no parameter. */
  static Answer whole(Request request, List<?> items) {
    request.query().done();
    return Answer.ok(page(items, null));
  }

  /** Answers a request by what {@code act} makes of it; whatever it throws becomes a problem. */
  static void answer(Exchange exchange, Function<Request, Answer> act) {
    try {
      write(exchange, act.apply(new Request(exchange)));
    } catch (RuntimeException e) {
      problem(exchange, e);
    }
  }

  /** Writes the answer as the exchange's response, and nothing of the request's headers with it. */
  static void write(Exchange exchange, Answer answer) {
    String type = answer.status() < 400 ? "application/json" : Problem.TYPE;
    respond(exchange, answer.status(), type, Json.bytes(answer.body()));
    answer.headers().forEach(exchange.getMessage()::setHeader);
  }

  /** Writes the problem that an exception amounts to. */
  static void problem(Exchange exchange, Throwable e) {
    Problem problem = of(e);
    Request request = new Request(exchange);
    if (problem.status() >= 500 && problem.status() != 503) {
      LOG.error("Request {} failed", request.id(), e);
    }
    respond(exchange, problem.status(), Problem.TYPE, Json.bytes(problem.shown(request.id())));
    if (problem.passes()) {
      exchange.getMessage().setHeader("Retry-After", Long.toString(problem.retryAfter()));
    }
  }

  /** The problem that an exception amounts to. */
  static Problem of(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return Problem.of(refused);
      }
      if (cause instanceof java.sql.SQLTransientException
          || cause instanceof org.jdbi.v3.core.ConnectionException
          || (cause instanceof java.sql.SQLException sql && away(sql))) {
        return Problem.of(503, "unavailable", "The database is away; try again.");
      }
    }
    return Problem.of(
        500, "internal", "The hub failed at this request; its log names the request_id.");
  }

  private static boolean away(java.sql.SQLException e) {
    String state = e.getSQLState();
    // Connection lost, operator intervention, out of resources.
    return state == null
        || state.startsWith("08")
        || state.startsWith("57")
        || state.startsWith("53");
  }

  private static void respond(Exchange exchange, int status, String type, byte[] body) {
    boolean zipped =
        Zipped.worth(body.length) && Zipped.wanted(new Request(exchange).header(Zipped.ASKED));
    exchange.getMessage().removeHeaders("*");
    if (zipped) {
      exchange.getMessage().setHeader("Content-Encoding", "gzip");
    }
    if (Zipped.worth(body.length)) {
      exchange.getMessage().setHeader("Vary", Zipped.ASKED);
    }
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, type);
    // Bytes would be read through a stream and a thread of its own (camel-platform-http-vertx
    // 4.18.0).
    exchange.getMessage().setBody(Buffer.buffer(zipped ? Zipped.of(body) : body));
  }
}
