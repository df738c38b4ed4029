package dev.caravan.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A wish to say something, read and found well-formed, before it is judged. */
public record Submission(
    String agent, Address to, Content content, Terms terms, Notes notes, Entry entry) {
  /** The agent that speaks for the hub itself; nobody else speaks as it. */
  public static final String HUB = "hub";

  /** What is to become of it once it is judged. */
  public enum Aim {
    /** It is stored. */
    STORED,
    /** It is only told what would become of it. */
    REHEARSED,
    /** It is handed back, to be stored together with others. */
    GATHERED
  }

  /**
   * A caller's key, with which a second message is swallowed.
   *
   * @param window for how long; null for what the hub is configured for
   */
  public record Dedup(String key, @Nullable Duration window) {}

  /**
   * How it came in: what the caller cannot claim for itself.
   *
   * @param originKey set by the hub's own triggers so that a repeated firing makes one message
   * @param idempotencyKey the caller's key, unique per agent; at most 255 characters
   * @param dedup the caller's windowed key
   */
  public record Entry(
      Origin origin,
      String principal,
      @Nullable String originKey,
      @Nullable String idempotencyKey,
      @Nullable Dedup dedup,
      Aim aim) {

    /** An entry that is meant. */
    public Entry(
        Origin origin,
        String principal,
        @Nullable String originKey,
        @Nullable String idempotencyKey,
        @Nullable Dedup dedup) {
      this(origin, principal, originKey, idempotencyKey, dedup, Aim.STORED);
    }

    /**
     * Whether it may repeat an earlier one: its times are looked at only once it is known to be
     * new.
     */
    public boolean mayRepeat() {
      return idempotencyKey != null && aim != Aim.REHEARSED;
    }

    /** The same with what only its body says. */
    public Entry with(@Nullable Dedup said, boolean dry) {
      return new Entry(
          origin, principal, originKey, idempotencyKey, said, dry ? Aim.REHEARSED : aim);
    }

    /** The same with another end. */
    public Entry towards(Aim other) {
      return new Entry(origin, principal, originKey, idempotencyKey, dedup, other);
    }
  }

  /** The same with another way in. */
  public Submission by(Entry other) {
    return new Submission(agent, to, content, terms, notes, other);
  }

  /** The same with another content, as once its text is made. */
  public Submission saying(Content other) {
    return new Submission(agent, to, other, terms, notes, entry);
  }

  /** The same to one member of the group that it is for. */
  public Submission to(String contact, java.util.UUID batch) {
    return new Submission(agent, Address.of(contact), content, terms, notes.within(batch), entry);
  }

  /** The hash that a repeated Idempotency-Key must match: all that the caller said. */
  public String requestHash() {
    Wording wording = content.extras().wording();
    String asked = wording == null ? null : wording.asked();
    return Fingerprint.of(
        agent,
        to.toString(),
        asked == null ? content.text() : asked,
        asked == null ? content.format().word() : "template",
        content.actions().toString(),
        content.extras().fingerprint(),
        terms.toString(),
        Canonical.of(notes.labels()),
        Canonical.of(notes.metadata()),
        notes.replyTo(),
        entry.origin().word());
  }
}
