package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.QueueState;
import dev.caravan.message.Form;
import dev.caravan.platform.Connections;
import dev.caravan.store.AuditLog;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the hub says of itself: its queues, its trail, its configuration and its routes. */
public final class HubSteps {
  private final Outbox outbox;
  private final Connections connections;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Supplier<List<?>> configuration;
  private final Supplier<List<?>> routes;

  public HubSteps(
      Outbox outbox,
      Connections connections,
      AuditLog audit,
      InstantSource clock,
      Supplier<List<?>> configuration,
      Supplier<List<?>> routes) {
    this.outbox = outbox;
    this.connections = connections;
    this.audit = audit;
    this.clock = clock;
    this.configuration = configuration;
    this.routes = routes;
  }

  /** How every connection stands. */
  public void queues(Exchange exchange) {
    answer(
        exchange,
        request -> AnswerSteps.whole(request, outbox.states().stream().map(this::shown).toList()));
  }

  private Map<String, Object> shown(QueueState state) {
    Instant oldest = state.waiting().oldest();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("connection", state.connection());
    shown.put("depth", state.waiting().depth());
    shown.put("in_flight", state.waiting().inFlight());
    shown.put(
        "oldest_age_seconds",
        oldest == null ? null : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds()));
    shown.put("rate_per_second", state.waiting().ratePerSecond());
    shown.put(
        "limits", connections.byName(state.connection()).map(LimitJson::of).orElse(List.of()));
    shown.put("closed_until", state.closed().until());
    shown.put("paused_by", state.closed().pausedBy());
    shown.put("paused_why", state.closed().pausedWhy());
    shown.put("owner_node", state.owner() == null ? null : state.owner().node());
    shown.put("epoch", state.owner() == null ? null : state.owner().epoch());
    shown.put("flow", state.flow() == null ? null : shown(state.flow()));
    return shown;
  }

  private static Map<String, Object> shown(QueueState.Flow flow) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("breaker", flow.breaker().word());
    shown.put("breaker_until", flow.until());
    shown.put("concurrency", flow.calls());
    shown.put("concurrency_range", flow.range());
    shown.put("factor", flow.factor());
    return shown;
  }

  /** The trail, newest first. */
  public void audit(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          AuditLog.Filter filter =
              new AuditLog.Filter(
                  query.text("subject", 300),
                  query.text("actor", 300),
                  query.text("verb", 64),
                  query.instant("from"),
                  query.instant("to"));
          long before = cursor(query);
          int limit = Pages.limit(query);
          query.done();
          List<AuditLog.Event> events = audit.newest(filter, before, limit);
          @Nullable String next =
              events.size() < limit ? null : Long.toString(events.get(events.size() - 1).id());
          return Answer.ok(AnswerSteps.page(events.stream().map(AuditJson::of).toList(), next));
        });
  }

  private static long cursor(Form query) {
    String text = query.text("cursor", 20);
    if (text == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      query.fault(
          "cursor",
          "not_a_cursor",
          "'cursor' is '" + text + "'; write the 'next' of the page before.");
      return Long.MAX_VALUE;
    }
  }

  /** Every setting: its value, where it came from, its default; secrets are masked. */
  public void config(Exchange exchange) {
    answer(exchange, request -> AnswerSteps.whole(request, configuration.get()));
  }

  /** What runs, from which file, since when, and what was wrong with it last. */
  public void routes(Exchange exchange) {
    answer(exchange, request -> AnswerSteps.whole(request, routes.get()));
  }
}
