package dev.caravan.wiring.routes;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Grant;
import dev.caravan.governance.Case;
import dev.caravan.governance.Moment;
import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Reason;
import dev.caravan.message.Sender;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import dev.caravan.message.Verdict;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;

/**
 * What a policy must hold to be put in force: its two safety steps, a verdict on samples, and
 * obedience to a stop.
 */
public final class Policies {
  private static final int SECONDS = 5;

  private final InstantSource clock;
  private final boolean studentsMaySend;

  /**
   * The requirements.
   *
   * @param studentsMaySend {@code caravan.policy.allow-student}
   */
  public Policies(InstantSource clock, boolean studentsMaySend) {
    this.clock = clock;
    this.studentsMaySend = studentsMaySend;
  }

  /** The safety steps that are missing. */
  List<Violation> steps(RouteTree tree) {
    Set<String> refs =
        tree.named("bean")
            .flatMap(bean -> Optional.ofNullable(bean.child("ref")).stream())
            .collect(java.util.stream.Collectors.toSet());
    return refs.containsAll(Set.of("killSwitch", "maturity"))
        ? List.of()
        : List.of(
            Violation.fault(
                tree.file().name(),
                0,
                "without the kill switch and maturity steps the policy is refused; keep the beans"
                    + " killSwitch and maturity."));
  }

  /** What the policy does wrong on one sample per maturity and origin. */
  Optional<Violation> trial(String file, CamelContext context) {
    try (ProducerTemplate template = context.createProducerTemplate()) {
      for (Route route : context.getRoutes()) {
        if (route.getEndpoint().getEndpointUri().startsWith("direct:")) {
          context.getRouteController().startRoute(route.getId());
        }
      }
      for (Case sample : samples()) {
        Optional<String> fault = fault(template, sample);
        if (fault.isPresent()) {
          return Optional.of(Violation.fault(file, 0, told(sample, fault.get())));
        }
      }
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(Violation.fault(file, 0, "the policy cannot be tried: " + e.getMessage()));
    }
  }

  private static String told(Case sample, String fault) {
    Sender sender = sample.message().sender();
    return "tried on a sample, the policy failed: on a %s's %s %s"
        .formatted(sender.maturity().word(), sender.origin().word(), fault);
  }

  /**
   * One a maturity and origin as it is submitted, and one as it is sent while a stop covers it:
   * that is when a stop counts.
   */
  private List<Case> samples() {
    List<Case> samples = new ArrayList<>();
    for (Maturity maturity : Maturity.values()) {
      for (Origin origin : List.of(Origin.SEND, Origin.SCHEDULE, Origin.MONITOR, Origin.REPLY)) {
        samples.add(sample(maturity, origin, Moment.SUBMIT, "sample"));
        samples.add(sample(maturity, origin, Moment.SEND, DrilledSwitch.STOPPED));
      }
    }
    return samples;
  }

  /** What stands in for the hub's own beans while a policy is tried. */
  Map<String, Object> beans() {
    return Map.of("killSwitch", new DrilledSwitch());
  }

  private Optional<String> fault(ProducerTemplate template, Case sample)
      throws InterruptedException, ExecutionException {
    Exchange tried;
    try {
      tried =
          template
              .asyncSend("direct:govern?block=false", e -> e.getMessage().setBody(sample))
              .get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return Optional.of("it did not answer within " + SECONDS + " s.");
    }
    if (tried.getException() != null) {
      return Optional.of("it threw " + tried.getException());
    }
    if (!(tried.getMessage().getBody() instanceof Case judged)
        || !judged.message().id().equals(sample.message().id())) {
      return Optional.of("it lost the case; every step must answer the case it was given.");
    }
    Decision decision = judged.decision();
    if (decision.findings().isEmpty()) {
      return Optional.of("no rule spoke; a message without a verdict would be held for ever.");
    }
    return fault(sample.message(), decision);
  }

  private Optional<String> fault(Message sample, Decision decision) {
    Verdict verdict = decision.verdict();
    // A human's yes meets a hold, so that what is held needs the stop's own word as well.
    if (DrilledSwitch.holds(sample)
        && !(verdict instanceof Verdict.Deny)
        && decision.findings().stream().noneMatch(f -> f.reason() == Reason.STOPPED)) {
      return Optional.of("a stop would not hold it; let every message pass the step killSwitch.");
    }
    boolean mild = verdict instanceof Verdict.Allow || verdict instanceof Verdict.Defer;
    Sender sender = sample.sender();
    return mild
            && sender.maturity() == Maturity.STUDENT
            && sender.origin() != Origin.REPLY
            && !studentsMaySend
        ? Optional.of(
            "it would be sent; only caravan.policy.allow-student=true permits such a policy.")
        : Optional.empty();
  }

  private Case sample(Maturity maturity, Origin origin, Moment moment, String correlation) {
    Instant now = clock.instant();
    Agent agent =
        new Agent(
            Ids.next(),
            "sample",
            maturity,
            new Agent.Profile(1.0, List.of(), 1, null),
            Grant.usual(),
            new Agent.Life(1, now, now, null));
    Message message =
        new Message(
            Ids.next(),
            new Sender("default", agent.id(), agent.name(), maturity, origin, "hub"),
            new Target("slack", "slack", true, "C0SAMPLE", null),
            new Content("A sample", Format.PLAIN, new ArrayList<>()),
            new Message.Outline(Terms.ORDINARY, new Notes(Map.of(), Map.of(), correlation, null)),
            now);
    return new Case(
        message,
        new Case.Circumstances(moment, agent, null, null, now),
        Decision.open(new Decision.Policy("sample", ""), now));
  }
}
