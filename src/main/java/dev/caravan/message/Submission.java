package dev.caravan.message;

import org.jspecify.annotations.Nullable;

/** A wish to say something, read and found well-formed, before it is judged. */
public record Submission(
    String agent, Address to, Content content, Terms terms, Notes notes, Entry entry) {

  /**
   * How it came in: what the caller cannot claim for itself.
   *
   * @param originKey set by the hub's own triggers so that a repeated firing makes one message
   * @param idempotencyKey the caller's key, unique per agent; at most 255 characters
   * @param dedupKey the caller's windowed key
   * @param dryRun whether only to say what would become of it
   */
  public record Entry(
      Origin origin,
      String principal,
      @Nullable String originKey,
      @Nullable String idempotencyKey,
      @Nullable String dedupKey,
      boolean dryRun) {

    /** An entry that is meant. */
    public Entry(
        Origin origin,
        String principal,
        @Nullable String originKey,
        @Nullable String idempotencyKey,
        @Nullable String dedupKey) {
      this(origin, principal, originKey, idempotencyKey, dedupKey, false);
    }

    /** The same with what only its body says. */
    public Entry with(@Nullable String dedup, boolean dry) {
      return new Entry(origin, principal, originKey, idempotencyKey, dedup, dry);
    }
  }

  /** The same with another way in. */
  public Submission by(Entry other) {
    return new Submission(agent, to, content, terms, notes, other);
  }

  /** The same to one member of the group that it is for. */
  public Submission to(String contact, java.util.UUID batch) {
    return new Submission(agent, Address.of(contact), content, terms, notes.within(batch), entry);
  }

  /** The hash that a repeated Idempotency-Key must match: all that the caller said. */
  public String requestHash() {
    return Fingerprint.of(
        agent,
        to.toString(),
        content.text(),
        content.format().word(),
        content.actions().toString(),
        content.extras().fingerprint(),
        terms.toString(),
        new java.util.TreeMap<>(notes.labels()).toString(),
        new java.util.TreeMap<>(notes.metadata()).toString(),
        notes.replyTo(),
        entry.origin().word());
  }
}
