package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.Outbox;
import dev.caravan.governance.PausesTable;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.platform.Connections;
import dev.caravan.web.AnswerSteps.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** {@code /api/v1/connections}: pause one, and let it go on. */
public final class ConnectionSteps {
  private final Connections connections;
  private final PausesTable pauses;
  private final Outbox outbox;

  public ConnectionSteps(Connections connections, PausesTable pauses, Outbox outbox) {
    this.connections = connections;
    this.pauses = pauses;
    this.outbox = outbox;
  }

  /** Pauses a connection: its messages wait, and none is lost. */
  public void pause(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String name = known(request.path("name"));
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
          String name = known(request.path("name"));
          if (!pauses.resume(name, request.principal().name())) {
            throw new Refused(
                Refused.Kind.CONFLICT,
                "name",
                "not_paused",
                name + " is not paused; GET /api/v1/queues tells which connections are.");
          }
          outbox.wake(name);
          return Answer.ok(shown(name));
        });
  }

  private Map<String, Object> shown(String name) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("connection", name);
    shown.put("paused", pauses.of(name).isPresent());
    shown.put("paused_by", pauses.of(name).map(PausesTable.Pause::by).orElse(null));
    shown.put("paused_why", pauses.of(name).map(PausesTable.Pause::reason).orElse(null));
    return shown;
  }

  private String known(String name) {
    if (connections.byName(name).isEmpty()) {
      throw new Refused(
          Refused.Kind.NOT_FOUND,
          "name",
          "connection_unknown",
          "There is no connection '"
              + name
              + "'"
              + connections.nearest(name).map(n -> "; did you mean '" + n + "'?").orElse("."));
    }
    return name;
  }
}
