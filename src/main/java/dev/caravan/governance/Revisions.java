package dev.caravan.governance;

import dev.caravan.delivery.Approval;
import dev.caravan.delivery.Carrier;
import dev.caravan.delivery.Judge;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.Revision;
import dev.caravan.delivery.RevisionCalls;
import dev.caravan.delivery.RevisionCalls.Ran;
import dev.caravan.delivery.RevisionsTable;
import dev.caravan.delivery.RevisionsTable.Begun;
import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Verdict;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Platform;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Changes what was said already. An edit says something, so it is judged as its message was; a
 * recall says nothing, so it is not: a stop must not keep a wrong price on the wall.
 */
public final class Revisions {
  /** What a call may take beyond its connection's response timeout: to get a connection at all. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Jdbi jdbi;
  private final RevisionsTable table;
  private final MessagesTable messages;
  private final Revisable revisable;
  private final Judge judge;
  private final Carrier carrier;
  private final PausesTable pauses;
  private final InstantSource clock;

  /** Who decides, and who carries out. */
  public record Means(Judge judge, Carrier carrier, PausesTable pauses) {}

  public Revisions(Jdbi jdbi, Revisable revisable, Means means, InstantSource clock) {
    this.jdbi = jdbi;
    this.table = new RevisionsTable(jdbi);
    this.messages = new MessagesTable(jdbi);
    this.revisable = revisable;
    this.judge = means.judge();
    this.carrier = means.carrier();
    this.pauses = means.pauses();
    this.clock = clock;
  }

  /**
   * Who changes something.
   *
   * @param approver whether their change of what needs an approval is the approval
   */
  public record Who(String principal, boolean approver) {}

  /** Gives a message that was sent another content; blocks until the platform has answered. */
  public Revised edit(StoredMessage stored, Content content, Who who, @Nullable String comment) {
    Platform platform = revisable.platform(stored, Feature.EDIT);
    Revision revision = new Revision(Ids.next(), stored, content, who.principal(), comment);
    RevisionCalls calls =
        RevisionCalls.of(revision, platform, revisable.recallable(stored, platform));
    Message edited = stored.message().withContent(content);
    Decision decision = judge.judge(edited, approval(edited, who));
    if (decision.verdict() instanceof Verdict.Deny) {
      denied(revision, decision);
      return new Revised.Denied(edited, decision);
    }
    revisable.checkAllowed(stored, who, decision);
    return carriedOut(calls, decision.deciding().reason());
  }

  /** Takes a message back that was sent; blocks until the platform has answered. */
  public Revised recall(StoredMessage stored, Who who, String reason) {
    Platform platform = revisable.platform(stored, Feature.RECALL);
    Revision revision = new Revision(Ids.next(), stored, null, who.principal(), reason);
    return carriedOut(RevisionCalls.of(revision, platform, true), null);
  }

  private @Nullable Approval approval(Message edited, Who who) {
    return who.approver() && revisable.mayApprove(edited, who)
        ? new Approval(who.principal(), edited.approvalHash(), clock.instant())
        : null;
  }

  private Revised carriedOut(RevisionCalls calls, @Nullable Reason allowed) {
    Revision revision = calls.revision();
    Instant now = clock.instant();
    Begun begun = table.begin(revision, now, now.plus(patience(calls)));
    if (!(begun instanceof Begun.Free free)) {
      throw Revisable.taken(begun);
    }
    Ran ran = calls.run(carrier, free.done());
    table.end(revision, ran, act(revision, ran, allowed), clock.instant());
    if (ran.last() instanceof Outcome.Rejected rejected
        && rejected.reason() == Reason.CREDENTIAL_REFUSED) {
      String connection = revision.before().message().target().connection();
      pauses.credentialRefused(connection, rejected.detail(), now);
    }
    return ran.whole()
        ? new Revised.Done(
            messages
                .byId(revision.messageId())
                .orElseThrow(() -> Revisable.unknown(revision.messageId())))
        : new Revised.Unfinished(ran.done(), ran.of(), ran.last());
  }

  private Duration patience(RevisionCalls calls) {
    Duration call = revisable.responseTimeout(calls.revision().before()).plus(GRACE);
    return call.multipliedBy(calls.calls().size() + 1L);
  }

  private void denied(Revision revision, Decision decision) {
    Act act =
        act(
            revision,
            "message.edit_denied",
            decision.deciding().reason(),
            Map.of("policy_hash", decision.policy().hash()));
    jdbi.useTransaction(h -> AuditLog.write(h, clock.instant(), act));
  }

  /** What the trail says: {@code message.edited}, {@code message.recall_unknown} and the like. */
  private static Act act(Revision revision, Ran ran, @Nullable Reason allowed) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("revision", revision.id());
    detail.put("done", ran.done());
    detail.put("of", ran.of());
    String verb = "message." + revision.deed();
    return ran.whole()
        ? act(revision, verb + "ed", allowed, detail)
        : act(revision, verb + "_" + ran.last().word(), null, detail);
  }

  private static Act act(
      Revision revision, String verb, @Nullable Reason reason, Map<String, Object> detail) {
    return new Act(
        AuditLog.message(revision.messageId()),
        verb,
        revision.by(),
        reason == null ? null : reason.word(),
        revision.before().message().notes().correlationId(),
        detail);
  }
}
