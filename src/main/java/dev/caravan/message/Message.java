package dev.caravan.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be said, once to one recipient; its fate is kept apart, in {@link Progress}. */
public record Message(
    UUID id, Sender sender, Target target, Content content, Outline outline, Instant createdAt) {

  /**
   * The caller's terms and notes, and where it may go instead.
   *
   * @param failover null where it has one target alone
   */
  public record Outline(Terms terms, Notes notes, @Nullable Failover failover) {

    /** Of a message that has one target alone. */
    public Outline(Terms terms, Notes notes) {
      this(terms, notes, null);
    }
  }

  /** When it may go and for how long. */
  public Terms terms() {
    return outline.terms();
  }

  /** Labels, metadata, correlation. */
  public Notes notes() {
    return outline.notes();
  }

  /** Where it may go instead; null where it has one target alone. */
  public @Nullable Failover failover() {
    return outline.failover();
  }

  /** The same message with another content, as after an editing approval. */
  public Message withContent(Content other) {
    return new Message(id, sender, target, other, outline, createdAt);
  }

  /** The same message to another target, as where its recipient has moved. */
  public Message withTarget(Target other) {
    return new Message(id, sender, other, content, outline, createdAt);
  }

  /** The same message at the next of its targets. */
  public Message at(Target other, Failover hopped) {
    Outline there = new Outline(outline.terms(), outline.notes(), hopped);
    return new Message(id, sender, other, content, there, createdAt);
  }

  /** The hash that an approval is bound to: all that is rendered, and every target. */
  public String approvalHash() {
    Failover failover = outline.failover();
    if (failover != null) {
      return Fingerprint.of(
          failover.fingerprint(target),
          content.text(),
          content.format().word(),
          content.actions().toString(),
          content.extras().fingerprint());
    }
    return Fingerprint.of(
        target.connection(),
        target.recipientId(),
        target.threadId(),
        content.text(),
        content.format().word(),
        content.actions().toString(),
        content.extras().fingerprint());
  }

  /** By its id alone: Camel hashes bodies often, and a text may be long. */
  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
