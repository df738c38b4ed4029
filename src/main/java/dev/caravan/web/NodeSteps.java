package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.Drained;
import dev.caravan.delivery.Node;
import dev.caravan.delivery.Outbox;
import dev.caravan.message.Form;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.Exchange;

/** {@code /api/v1/nodes}: the hubs on this database, and taking this one out of work and back. */
public final class NodeSteps {
  /** What a stop waits, too. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final AuditLog audit;
  private final String self;
  private final InstantSource clock;

  public NodeSteps(Outbox outbox, AuditLog audit, String self, InstantSource clock) {
    this.outbox = outbox;
    this.audit = audit;
    this.self = self;
    this.clock = clock;
  }

  /** A node as the API shows it. */
  public record NodeJson(
      String id,
      boolean self,
      Instant since,
      Instant lastBeatAt,
      boolean alive,
      boolean draining,
      List<String> connections,
      String version) {
    static NodeJson of(Node node, String self) {
      return new NodeJson(
          node.name(),
          node.name().equals(self),
          node.since(),
          node.beatAt(),
          node.standing().alive(),
          node.standing().draining(),
          node.connections(),
          node.version());
    }
  }

  /** What became of a drain. */
  public record DrainedJson(
      String id, boolean draining, int inFlight, int remaining, List<String> released) {}

  /** What became of the end of a drain. */
  public record UndrainedJson(String id, boolean draining) {}

  /** Every node that was seen within a week. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request ->
            AnswerSteps.whole(
                request, outbox.nodes().stream().map(n -> NodeJson.of(n, self)).toList()));
  }

  /** Takes this node out of work; answers once nothing is in flight, or {@code wait} is over. */
  public void drain(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          Duration asked = query.duration("wait");
          Duration wait = asked == null ? LONGEST : asked;
          if (wait.compareTo(LONGEST) > 0) {
            query.fault(
                "wait", "out_of_range", "'wait' is " + wait.toSeconds() + " s; write at most 30s.");
          }
          query.done();
          if (!outbox.admission().isDraining()) {
            write("node.drained", request);
          }
          Drained drained = outbox.drain(wait);
          return Answer.ok(
              new DrainedJson(
                  self,
                  outbox.admission().isDraining(),
                  drained.inFlight(),
                  drained.remaining(),
                  drained.released()));
        });
  }

  /** Has this node work again. */
  public void undrain(Exchange exchange) {
    answer(
        exchange,
        request -> {
          request.query().done();
          if (outbox.admission().isDraining()) {
            write("node.undrained", request);
            outbox.undrain();
          }
          return Answer.ok(new UndrainedJson(self, outbox.admission().isDraining()));
        });
  }

  private void write(String verb, Request request) {
    audit.append(clock.instant(), Act.of("node:" + self, verb, request.principal().name()));
  }
}
