package dev.caravan.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caravan.delivery.Acceptance;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.Stored;
import dev.caravan.delivery.Unit;
import dev.caravan.message.Message;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.Status;
import dev.caravan.message.Submission;
import dev.caravan.message.Verdict;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The steps of {@code flow/submit}: read, resolve, and, once judged, store. */
public final class SubmitSteps {
  private final Resolver resolver;
  private final Governance governance;
  private final Beside beside;
  private final Outbox outbox;
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Groups groups;

  /** What stores nothing: earlier answers, dry runs, and the texts that templates make. */
  public record Beside(Repeats repeats, Rehearsals rehearsals, Words words) {}

  public SubmitSteps(
      Resolver resolver,
      Governance governance,
      Beside beside,
      Outbox outbox,
      Jdbi jdbi,
      InstantSource clock) {
    this.resolver = resolver;
    this.governance = governance;
    this.beside = beside;
    this.outbox = outbox;
    this.jdbi = jdbi;
    this.clock = clock;
    this.groups = new Groups(resolver, governance, outbox, new Desk());
  }

  /**
   * Reads JSON text, a Map or a Submission. What comes by an engineer's own route speaks as that
   * route: origin and principal are never taken from a body.
   */
  public Submission read(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof Submission submission) {
      return submission;
    }
    Submission.Entry entry =
        new Submission.Entry(Origin.SEND, "route:" + exchange.getFromRouteId(), null, null, null);
    Map<?, ?> asked =
        body instanceof Map<?, ?> map ? map : parse(exchange.getMessage().getBody(String.class));
    try {
      return SubmissionForm.read(asked, entry, clock.instant());
    } catch (Refused e) {
      throw resolver.whole(e, asked);
    }
  }

  /**
   * Opens the {@link Case} of the submission, or of a group's first member; a repeat's {@link
   * Accepted} stands in for it. What was asked for as a template has its text from here on. What
   * the hub takes no more of is refused here, by whatever way it came.
   */
  public Object open(Submission asked) {
    Instant now = clock.instant();
    if (asked.entry().mayRepeat()) {
      Optional<Accepted> earlier = beside.repeats().of(asked).map(groups::whole);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      SubmissionForm.checkTimes(asked.terms(), now);
    }
    // A dry run adds nothing to what waits.
    if (asked.entry().aim() != Submission.Aim.REHEARSED) {
      outbox.admission().ask(asked.terms().priority());
    }
    Submission submission = beside.words().said(asked, now);
    Optional<Gathering> group = groups.gather(submission, now);
    if (group.isPresent()) {
      return group.get().first();
    }
    Message message = resolver.resolve(submission, now);
    return governance.open(message, Moment.SUBMIT, null, submission);
  }

  /**
   * Stores what was judged; a denied message leaves an audit row alone, a dry run nothing. What is
   * to be stored with others is handed back.
   */
  public Accepted store(Case judged) {
    Gathering gathering = judged.circumstances().gathering();
    if (gathering != null) {
      return groups.store(judged, gathering);
    }
    Verdict verdict = judged.decision().verdict();
    Submission submission = judged.circumstances().submission();
    if (submission == null) {
      throw new IllegalStateException("Only submissions are stored");
    }
    if (submission.entry().aim() == Submission.Aim.REHEARSED) {
      return rehearsed(judged);
    }
    if (verdict instanceof Verdict.Deny) {
      return denied(judged);
    }
    List<String> warnings = warnings(judged);
    Accepted.Gathered gathered =
        new Accepted.Gathered(
            new Unit.Lone(acceptance(judged, beside.repeats().keys(submission))),
            stored -> accepted(stored, warnings));
    return submission.entry().aim() == Submission.Aim.GATHERED
        ? gathered
        : gathered.answer().apply(outbox.store(gathered.unit().first()));
  }

  private Accepted.Rehearsed rehearsed(Case judged) {
    List<String> told = new ArrayList<>(warnings(judged));
    beside.repeats().swallowed(judged).ifPresent(told::add);
    return beside.rehearsals().of(judged, status(judged.decision().verdict()), told);
  }

  private Acceptance acceptance(Case judged, Acceptance.Keys keys) {
    return new Acceptance(
        judged.message(), judged.decision(), plan(judged, judged.decision().verdict()), keys);
  }

  private List<String> warnings(Case judged) {
    List<String> warnings = new ArrayList<>(resolver.warnings(judged.message()));
    Instant expires = judged.message().terms().expiresAt();
    if (judged.decision().verdict() instanceof Verdict.Defer defer
        && expires != null
        && !expires.isAfter(defer.until())
        && !defer.until().equals(Instant.MAX)) {
      warnings.add(
          "It would wait until %s, but expires at %s; unless that changes, it never goes."
              .formatted(defer.until(), expires));
    }
    return warnings;
  }

  /** What members of a group share with those who are written to alone. */
  private final class Desk implements Groups.Desk {
    @Override
    public Acceptance.Keys keys(Submission whole) {
      return beside.repeats().keys(whole);
    }

    @Override
    public Acceptance acceptance(Case judged, Acceptance.Keys keys) {
      return SubmitSteps.this.acceptance(judged, keys);
    }

    @Override
    public Accepted.Rehearsed rehearsed(Case judged) {
      return SubmitSteps.this.rehearsed(judged);
    }

    @Override
    public List<String> warnings(Case judged) {
      return SubmitSteps.this.warnings(judged);
    }

    @Override
    public void write(List<Act> acts) {
      Instant now = clock.instant();
      jdbi.useTransaction(h -> acts.forEach(act -> AuditLog.write(h, now, act)));
    }
  }

  private static Status status(Verdict verdict) {
    if (verdict instanceof Verdict.Deny) {
      return Status.DENIED;
    }
    return verdict instanceof Verdict.Hold ? Status.PENDING : Status.APPROVED;
  }

  private Acceptance.Plan plan(Case judged, Verdict verdict) {
    Message message = judged.message();
    int parts = resolver.parts(message);
    if (verdict instanceof Verdict.Hold) {
      return new Acceptance.Plan(Status.PENDING, parts, null, null);
    }
    Instant due = message.terms().scheduledFor();
    Instant at = due == null ? message.createdAt() : due;
    String stop = judged.decision().deciding().inputs().get("stop");
    if (verdict instanceof Verdict.Defer defer && defer.until().isAfter(at)) {
      at = defer.until();
    }
    return new Acceptance.Plan(
        Status.APPROVED, parts, at, stop == null ? null : UUID.fromString(stop));
  }

  /** What its caller is told of it; throws {@link Refused} where it was not stored. */
  static Accepted accepted(Stored stored, List<String> warnings) {
    if (stored instanceof Stored.Fresh fresh) {
      return new Accepted.Taken(fresh.message(), true, warnings);
    }
    if (stored instanceof Stored.Repeated repeated) {
      return new Accepted.Taken(repeated.message(), false, warnings);
    }
    if (stored instanceof Stored.Swallowed swallowed) {
      return new Accepted.Swallowed(swallowed.first());
    }
    if (stored instanceof Stored.Whole whole) {
      return Groups.grouped(whole, Map.of());
    }
    if (stored instanceof Stored.KeyReused reused) {
      throw Repeats.reused(reused.first());
    }
    if (stored instanceof Stored.DealtWith dealtWith) {
      throw DeadLetters.late(dealtWith.act());
    }
    if (stored instanceof Stored.Unstorable unstorable) {
      throw new Refused(Refused.Kind.INVALID, "", "unstorable", unstorable.why());
    }
    throw new Refused(
        Refused.Kind.UNAVAILABLE, "", "unavailable", ((Stored.Unavailable) stored).why());
  }

  private Accepted denied(Case judged) {
    jdbi.useTransaction(h -> AuditLog.write(h, judged.now(), denial(judged)));
    return new Accepted.Denied(judged.message(), judged.decision());
  }

  static Act denial(Case judged) {
    Message message = judged.message();
    return new Act(
        "agent:" + message.sender().agentId(),
        "message.denied",
        message.sender().principal(),
        judged.decision().deciding().reason().word(),
        message.notes().correlationId(),
        Map.of(
            "connection",
            message.target().connection(),
            "policy_hash",
            judged.decision().policy().hash()));
  }

  private static Map<?, ?> parse(@Nullable String json) {
    try {
      Object read = Json.given((json == null ? "" : json).getBytes(StandardCharsets.UTF_8));
      if (read instanceof Map<?, ?> map) {
        return map;
      }
      throw new Refused(
          Refused.Kind.UNREADABLE, "", "not_an_object", "The body is no JSON object.");
    } catch (JsonProcessingException e) {
      throw new Refused(
          Refused.Kind.UNREADABLE, "", "not_json", "The body is no JSON: " + Json.fault(e) + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
