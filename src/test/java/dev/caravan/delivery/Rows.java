package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Finding;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Part;
import dev.caravan.message.Priority;
import dev.caravan.message.Progress;
import dev.caravan.message.Reason;
import dev.caravan.message.Sender;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import dev.caravan.message.Verdict;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What tests of delivery accept and send. */
final class Rows {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final Sender SENDER =
      new Sender("default", Ids.next(), "tester", Maturity.AUTONOMOUS, Origin.SEND, "tests");

  private Rows() {}

  static Message message(String recipient, String text, Priority priority) {
    return new Message(
        Ids.next(),
        SENDER,
        new Target("slack", "slack", true, recipient, null),
        new Content(text, Format.PLAIN, List.of()),
        new Message.Outline(
            new Terms(priority, null, null, null), new Notes(Map.of(), Map.of(), "c", null)),
        NOW);
  }

  /** A judged message that may go at once. */
  static Acceptance acceptance(String text, @Nullable String idempotencyKey) {
    return acceptance(text, idempotencyKey, null);
  }

  /** The same, with a key that swallows others for an hour. */
  static Acceptance acceptance(
      String text, @Nullable String idempotencyKey, @Nullable String dedupKey) {
    return acceptance(
        message("C0ROWS", text, Priority.NORMAL),
        new Acceptance.Keys(
            idempotencyKey,
            null,
            "hash",
            dedupKey == null ? null : new Acceptance.Dedup(dedupKey, Duration.ofHours(1))));
  }

  /** The same of this message. */
  static Acceptance acceptance(Message message, Acceptance.Keys keys) {
    Decision decision =
        Decision.open(new Decision.Policy("test", "hash"), NOW)
            .with(
                new Finding(
                    "test", new Verdict.Allow(), Reason.FULLY_TRUSTED, "Because.", Map.of()));
    return new Acceptance(
        message, decision, new Acceptance.Plan(Status.APPROVED, 1, NOW, null), keys);
  }

  /** The same as one of a group's. */
  static Acceptance within(Acceptance a, UUID batch) {
    Message m = a.message();
    Message member =
        new Message(
            m.id(),
            m.sender(),
            m.target(),
            m.content(),
            new Message.Outline(m.terms(), m.notes().within(batch)),
            m.createdAt());
    return new Acceptance(member, a.decision(), a.plan(), a.keys());
  }

  /** The same under an Idempotency-Key. */
  static Acceptance keyed(Acceptance a, String key) {
    return new Acceptance(
        a.message(),
        a.decision(),
        a.plan(),
        new Acceptance.Keys(key, null, "hash", a.keys().dedup()));
  }

  /** The same, accepted so long after {@link #NOW}. */
  static Acceptance after(Duration later, Acceptance a) {
    Message m = a.message();
    Message then =
        new Message(
            m.id(),
            m.sender(),
            m.target(),
            m.content(),
            new Message.Outline(m.terms(), m.notes()),
            NOW.plus(later));
    return new Acceptance(then, a.decision(), a.plan(), a.keys());
  }

  /** A message that was sent in so many parts, named id0, id1, and so on. */
  static StoredMessage sent(Content content, int parts) {
    List<Part> named = IntStream.range(0, parts).mapToObj(i -> new Part("id" + i, NOW)).toList();
    return new StoredMessage(
        message("C0ROWS", "", Priority.NORMAL).withContent(content),
        new Progress(
            Status.SENT,
            Decision.open(new Decision.Policy("test", "hash"), NOW),
            new Progress.Human(null, null, null),
            new Progress.Waiting(null, false, null),
            new Progress.Delivered(named, NOW, parts, null, null),
            NOW));
  }

  /** A row that was never tried, one of {@code parts}. */
  static Queued queued(long seq, int parts) {
    return new Queued(
        message("C0ROWS", "Hello", Priority.NORMAL), seq, Queued.Try.first(parts), null);
  }
}
