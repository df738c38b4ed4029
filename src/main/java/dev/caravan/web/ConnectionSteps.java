package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.QueueState;
import dev.caravan.governance.PausesTable;
import dev.caravan.message.Form;
import dev.caravan.message.Outcome;
import dev.caravan.message.Refused;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Prober;
import dev.caravan.web.AnswerSteps.Answer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/connections}: list them, test one, pause one, and let it go on. */
public final class ConnectionSteps {
  private final Connections connections;
  private final PausesTable pauses;
  private final Outbox outbox;
  private final Prober prober;

  public ConnectionSteps(
      Connections connections, PausesTable pauses, Outbox outbox, Prober prober) {
    this.connections = connections;
    this.pauses = pauses;
    this.outbox = outbox;
    this.prober = prober;
  }

  /** The connections in the order of their file, without their secrets. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Map<String, @Nullable String> owners = new HashMap<>();
          for (QueueState state : outbox.states()) {
            QueueState.Owner owner = state.owner();
            owners.put(state.connection(), owner == null ? null : owner.node());
          }
          List<Map<String, Object>> items =
              connections.all().stream()
                  .map(c -> ConnectionJson.of(c, paused(c.name()), owners.get(c.name())))
                  .toList();
          return AnswerSteps.whole(request, items);
        });
  }

  /** Asks the platform whose the credential is; a paused connection is asked too. */
  public void test(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Connection connection = known(request.path("name"));
          long begun = System.nanoTime();
          Outcome outcome = prober.probe(connection);
          long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
          return Answer.ok(ConnectionJson.tested(connection.name(), outcome, millis));
        });
  }

  /** Pauses a connection: its messages wait, and none is lost. */
  public void pause(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String name = known(request.path("name")).name();
          Form form = request.form();
          String reason = form.need("reason", 2_000, "The account is being moved.");
          form.done();
          pauses.pause(name, request.principal().name(), reason);
          return Answer.ok(shown(name));
        });
  }

  /** Lets a paused connection go on. */
  public void resume(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String name = known(request.path("name")).name();
          if (!pauses.resume(name, request.principal().name())) {
            throw new Refused(
                Refused.Kind.CONFLICT,
                "name",
                "not_paused",
                name + " is not paused; GET /api/v1/connections tells which are.");
          }
          outbox.wake(name);
          return Answer.ok(shown(name));
        });
  }

  private Map<String, Object> shown(String name) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("connection", name);
    shown.putAll(ConnectionJson.paused(paused(name)));
    return shown;
  }

  private PausesTable.@Nullable Pause paused(String name) {
    return pauses.of(name).orElse(null);
  }

  private Connection known(String name) {
    return connections
        .byName(name)
        .orElseThrow(
            () ->
                new Refused(
                    Refused.Kind.NOT_FOUND,
                    "name",
                    "connection_unknown",
                    "There is no connection '"
                        + name
                        + "'"
                        + connections
                            .nearest(name)
                            .map(n -> "; did you mean '" + n + "'?")
                            .orElse("; GET /api/v1/connections lists them.")));
  }
}
