package dev.caravan.web;

import dev.caravan.delivery.Actions;
import dev.caravan.delivery.Decisions;
import dev.caravan.delivery.Wait;
import dev.caravan.message.Attachment;
import dev.caravan.message.Failover;
import dev.caravan.message.Mention;
import dev.caravan.message.Message;
import dev.caravan.message.Part;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.message.Progress;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as the API shows it: one flat object, the schema of every answer that holds one. */
public record MessageJson(
    String id,
    String agentId,
    String agentName,
    String agentMaturityLevel,
    String origin,
    String platform,
    String connection,
    boolean sandbox,
    String recipientId,
    @Nullable String threadId,
    @Nullable String contact,
    @Nullable String batchId,
    String content,
    String format,
    List<Map<String, Object>> actions,
    List<Attachment> attachments,
    List<MentionJson> mentions,
    boolean linkPreview,
    @Nullable PlatformTemplate platformTemplate,
    @Nullable String templateName,
    @Nullable Integer templateVersion,
    List<TargetJson> failover,
    @Nullable Long failoverAfterSeconds,
    List<TargetJson.HopJson> hops,
    String priority,
    String status,
    @Nullable String waitingFor,
    @Nullable Instant waitingUntil,
    @Nullable String waitingSentence,
    @Nullable Instant deliverAfter,
    Map<String, Object> decision,
    boolean monitored,
    @Nullable Instant scheduledFor,
    @Nullable Instant expiresAt,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt,
    @Nullable String rejectionReason,
    @Nullable Instant sentAt,
    @Nullable Instant editedAt,
    @Nullable Instant recalledAt,
    @Nullable String recalledBy,
    @Nullable String recallReason,
    @Nullable String platformMessageId,
    List<Part> parts,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable String errorReason,
    @Nullable String errorMessage,
    Map<String, String> labels,
    Map<String, Object> metadata,
    String correlationId,
    @Nullable String replyTo,
    @Nullable UUID replayOf,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * Who is notified.
   *
   * @param id null where everybody is
   */
  public record MentionJson(String type, @Nullable String id) {
    static MentionJson of(Mention mention) {
      return new MentionJson(mention.kind().word(), mention.mass() ? null : mention.id());
    }
  }

  /** When it goes at the earliest; null where that is now, over, or for somebody to say. */
  private static @Nullable Instant deliverAfter(Progress p) {
    Instant due = p.waiting().dueAt();
    boolean waits = p.status() == Status.APPROVED && !p.waiting().queued();
    return waits && !Instant.MAX.equals(due) ? due : null;
  }

  /** The named template that made the text; null where there is none. */
  private static Wording.@Nullable Rendered named(@Nullable Wording wording) {
    return wording instanceof Wording.Rendered made && made.name() != null ? made : null;
  }

  static MessageJson of(StoredMessage stored, @Nullable Wait wait) {
    Message m = stored.message();
    Progress p = stored.progress();
    Failover failover = m.failover();
    Wording.Rendered from = named(m.content().extras().wording());
    List<Part> parts = p.delivered().parts();
    return new MessageJson(
        m.id().toString(),
        m.sender().agentId().toString(),
        m.sender().agentName(),
        m.sender().maturity().word(),
        m.sender().origin().word(),
        m.target().platform(),
        m.target().connection(),
        m.target().sandbox(),
        m.target().recipientId(),
        m.target().threadId(),
        m.target().contact(),
        m.notes().batchId() == null ? null : m.notes().batchId().toString(),
        m.content().text(),
        m.content().format().word(),
        Actions.shown(m.content().actions()),
        m.content().extras().attachments(),
        m.content().extras().mentions().stream().map(MentionJson::of).toList(),
        m.content().extras().linkPreview(),
        m.content().extras().template(),
        from == null ? null : from.name(),
        from == null ? null : from.version(),
        TargetJson.targets(failover),
        failover == null ? null : failover.afterSeconds(),
        TargetJson.hops(failover),
        m.terms().priority().word(),
        p.status().word(),
        wait == null ? null : wait.waitingFor().word(),
        wait == null ? null : wait.until(),
        wait == null ? null : wait.sentence(),
        deliverAfter(p),
        Decisions.shown(p.decision()),
        p.decision().monitored(),
        m.terms().scheduledFor(),
        m.terms().expiresAt(),
        p.human().approvedBy(),
        p.human().approvedAt(),
        p.human().rejectionReason(),
        p.delivered().sentAt(),
        p.afterwards().editedAt(),
        p.afterwards().recalledAt(),
        p.afterwards().recalledBy(),
        p.afterwards().recallReason(),
        parts.isEmpty() ? null : parts.get(0).platformMessageId(),
        parts,
        p.delivered().attempts(),
        p.waiting().nextAttemptAt(),
        p.delivered().errorReason(),
        p.delivered().errorMessage(),
        m.notes().labels(),
        m.notes().metadata(),
        m.notes().correlationId(),
        m.notes().replyTo(),
        m.notes().replayOf(),
        m.createdAt(),
        p.updatedAt());
  }
}
