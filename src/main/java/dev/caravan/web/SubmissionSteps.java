package dev.caravan.web;

import dev.caravan.agent.Agents;
import dev.caravan.delivery.Decisions;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.Wait;
import dev.caravan.governance.Accepted;
import dev.caravan.governance.Resolver;
import dev.caravan.governance.SubmissionForm;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Submission;
import dev.caravan.message.Verdict;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of {@code routes/api/send} and {@code schedule}: what was asked, what is answered.
 */
public final class SubmissionSteps {
  private static final int LONGEST_KEY = 255;

  private final Agents agents;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Resolver resolver;

  public SubmissionSteps(Agents agents, Outbox outbox, InstantSource clock, Resolver resolver) {
    this.agents = agents;
    this.outbox = outbox;
    this.clock = clock;
    this.resolver = resolver;
  }

  /** Reads what is to be said now, or at {@code scheduled_for}, as the caller's key may. */
  public Submission send(Exchange exchange) {
    Request request = new Request(exchange);
    return submission(request, SubmissionForm::read);
  }

  /** As {@link #send}, where {@code scheduled_for} is required. */
  public Submission schedule(Exchange exchange) {
    return submission(new Request(exchange), SubmissionForm::readLater);
  }

  /** How a body is read. */
  private interface Reading {
    Submission of(Map<?, ?> body, Submission.Entry entry, Instant now);
  }

  private Submission submission(Request request, Reading reading) {
    return submission(request, request.body(), key(request), reading);
  }

  /** What one body asks for, under its own key. */
  Submission submission(Request request, Map<?, ?> asked, @Nullable String key) {
    return submission(request, asked, key, SubmissionForm::read);
  }

  private Submission submission(
      Request request, Map<?, ?> asked, @Nullable String key, Reading reading) {
    Principal principal = request.principal();
    Map<Object, Object> body = new LinkedHashMap<>(asked);
    String correlation = request.header("X-Correlation-Id");
    if (correlation == null) {
      correlation = request.header("traceparent");
    }
    if (correlation != null) {
      body.putIfAbsent("correlation_id", correlation);
    }
    Submission submission;
    try {
      submission =
          reading.of(
              body,
              new Submission.Entry(Origin.SEND, principal.name(), null, key, null),
              clock.instant());
    } catch (Refused e) {
      if (principal.role() == Role.AGENT) {
        // Which other agents there are is none of its business.
        body.remove("agent_id");
      }
      throw resolver.whole(e, body);
    }
    standsFor(agents, principal, submission.agent());
    return submission;
  }

  /** Refuses an agent's key that speaks, or asks, as another agent. */
  static void standsFor(Agents agents, Principal principal, String agent) {
    UUID own = principal.agentId();
    if (principal.role() == Role.AGENT
        && !agents.find(agent).map(a -> a.id().equals(own)).orElse(false)) {
      throw new Refused(
          Refused.Kind.FORBIDDEN,
          "agent_id",
          "not_itself",
          principal.name()
              + " is an agent's key and stands for that agent alone, not for '"
              + agent
              + "'.");
    }
  }

  private static @Nullable String key(Request request) {
    String key = request.header("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new Refused(
          Refused.Kind.INVALID,
          "Idempotency-Key",
          "length",
          "The Idempotency-Key has " + key.length() + " characters; write 1 to 255.");
    }
    return key;
  }

  /** Answers what {@code direct:send} made of it: 201, 202 while a human must answer, 403, 200. */
  public void accepted(Exchange exchange) {
    Accepted accepted = exchange.getMessage().getBody(Accepted.class);
    AnswerSteps.write(exchange, shown(accepted, new Request(exchange).id()));
  }

  /** The answer to one submission. */
  Answer shown(Accepted accepted, String requestId) {
    return shown(accepted, waits(List.of(accepted)), requestId);
  }

  /** Why those messages wait that answers to submissions hold, by their ids, with one query. */
  Map<UUID, Wait> waits(List<Accepted> accepted) {
    List<StoredMessage> held = accepted.stream().flatMap(SubmissionSteps::asked).toList();
    return held.isEmpty() ? Map.of() : outbox.waits().of(held);
  }

  private static Stream<StoredMessage> asked(Accepted accepted) {
    if (accepted instanceof Accepted.Taken taken) {
      // What was just put into the outbox waits for its turn alone; asking why would cost a query.
      boolean queued = taken.fresh() && taken.message().progress().waiting().queued();
      return queued ? Stream.of() : Stream.of(taken.message());
    }
    if (accepted instanceof Accepted.Swallowed swallowed) {
      return Stream.of(swallowed.first());
    }
    return accepted instanceof Accepted.Grouped grouped
        ? grouped.messages().values().stream()
        : Stream.of();
  }

  /** The answer to one of many; {@code waits} as {@link #waits} says. */
  Answer shown(Accepted accepted, Map<UUID, Wait> waits, String requestId) {
    if (accepted instanceof Accepted.Taken taken) {
      // A repeat answers the first code, whatever has become of the message since.
      boolean held = taken.message().progress().decision().verdict() instanceof Verdict.Hold;
      return new Answer(held ? 202 : 201, warned(shown(taken.message(), waits), taken.warnings()));
    }
    if (accepted instanceof Accepted.Rehearsed rehearsed) {
      return Answer.ok(RehearsalJson.of(rehearsed));
    }
    if (accepted instanceof Accepted.Swallowed swallowed) {
      return new Answer(200, shown(swallowed.first(), waits));
    }
    if (accepted instanceof Accepted.Grouped grouped) {
      return new Answer(BatchJson.status(grouped), BatchJson.of(grouped, waits));
    }
    if (accepted instanceof Accepted.AllRehearsed rehearsed) {
      return Answer.ok(BatchJson.of(rehearsed));
    }
    if (accepted instanceof Accepted.AllDenied all) {
      Answer first = denied(all.first(), requestId);
      Map<String, Object> body = Pages.object(first.body());
      body.put("items", all.items().stream().map(BatchJson::unsent).toList());
      return new Answer(first.status(), body);
    }
    return denied((Accepted.Denied) accepted, requestId);
  }

  /** A denial as a problem, with the whole decision. */
  static Answer denied(Accepted.Denied denied, String requestId) {
    Map<String, Object> body =
        Problem.of(
                403,
                denied.decision().deciding().reason().word(),
                denied.decision().deciding().sentence())
            .shown(requestId);
    body.put("decision", Decisions.shown(denied.decision()));
    body.put("correlation_id", denied.message().notes().correlationId());
    return new Answer(403, body);
  }

  private static Object warned(MessageJson message, List<String> warnings) {
    if (warnings.isEmpty()) {
      return message;
    }
    Map<String, Object> body = Pages.object(message);
    body.put("warnings", warnings);
    return body;
  }

  private static MessageJson shown(StoredMessage stored, Map<UUID, Wait> waits) {
    return MessageJson.of(stored, waits.get(stored.message().id()));
  }
}
