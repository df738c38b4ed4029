package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.Outbox;
import dev.caravan.governance.Coverable;
import dev.caravan.governance.Stop;
import dev.caravan.governance.Stops;
import dev.caravan.message.Form;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/governance/stops}: the kill switch. */
public final class StopSteps {
  private final Stops stops;
  private final Coverable coverable;
  private final Outbox outbox;
  private final InstantSource clock;

  public StopSteps(Stops stops, Coverable coverable, Outbox outbox, InstantSource clock) {
    this.stops = stops;
    this.coverable = coverable;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A stop as the API shows it. */
  public record StopJson(
      String id,
      String scope,
      @Nullable String value,
      @Nullable String agentId,
      String reason,
      String onLift,
      @Nullable Long olderThanSeconds,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt) {
    static StopJson of(Stop stop) {
      Duration older = stop.onLift().expireOlderThan();
      UUID agent = stop.cover().agent();
      return new StopJson(
          stop.id().toString(),
          stop.cover().scope().word(),
          stop.cover().value(),
          agent == null ? null : agent.toString(),
          stop.reason(),
          older == null ? "send" : "expire_older_than",
          older == null ? null : older.toSeconds(),
          stop.life().createdBy(),
          stop.life().createdAt(),
          stop.expiresAt());
    }
  }

  /** Pulls the switch. */
  public void pull(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          form.need("scope", 16, "all");
          Stop.Scope scope = form.word("scope", Stop.Scope.class, Stop.Scope.ALL);
          String value = form.text("value", 600);
          if ((scope == Stop.Scope.ALL) != (value == null)) {
            form.fault(
                "value",
                "contradiction",
                "The scope 'all' takes no 'value', and every other needs one, for example {\"scope\": \"connection\", \"value\": \"slack\"}.");
          }
          Stop.Cover cover = coverable.cover(form, scope, value);
          String reason = form.need("reason", 2_000, "Wrong prices went out.");
          Instant expires = form.instant("expires_at");
          if (expires != null && !expires.isAfter(clock.instant())) {
            form.fault(
                "expires_at",
                "in_the_past",
                "'expires_at' is " + expires + "; write a later time.");
          }
          Stop.OnLift onLift = onLift(form);
          form.done();
          Stop stop = stops.pull(cover, reason, onLift, expires, request.principal().name());
          return new Answer(201, StopJson.of(stop));
        });
  }

  private static Stop.OnLift onLift(Form form) {
    String word = form.text("on_lift", 32);
    Duration older = form.duration("older_than");
    if (word == null || word.equals("send")) {
      if (older != null) {
        form.fault(
            "older_than",
            "contradiction",
            "'older_than' goes with on_lift 'expire_older_than' alone.");
      }
      return new Stop.OnLift(null);
    }
    if (!word.equals("expire_older_than")) {
      form.fault(
          "on_lift",
          "unknown_value",
          "'on_lift' is '" + word + "'; write one of send, expire_older_than.");
    } else if (older == null) {
      form.fault(
          "older_than",
          "required",
          "on_lift 'expire_older_than' needs 'older_than', for example \"2h\".");
    }
    return new Stop.OnLift(older);
  }

  /** The stops in force. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request -> AnswerSteps.whole(request, stops.inForce().stream().map(StopJson::of).toList()));
  }

  /** Lifts a stop; answers how many messages go now. */
  public void lift(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Stops.Lifted lifted = stops.lift(request.pathId(), request.principal().name());
          outbox.promoteDue();
          outbox.wakeAll();
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("id", request.pathId());
          body.put("will_go", lifted.willGo());
          body.put("expired", lifted.expired());
          return Answer.ok(body);
        });
  }
}
