package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Part;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.Texts;
import dev.caravan.store.Batch;
import dev.caravan.store.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one send ended, and what its row becomes. */
record Settlement(
    Queued row, long epoch, Instant startedAt, Instant endedAt, Outcome outcome, Next next) {

  /** What the row becomes. */
  sealed interface Next {

    /** It leaves the outbox; the message ends as {@code status}. */
    record Ends(Status status) implements Next {}

    /** Its next part may go. */
    record NextPart() implements Next {}

    /** The same part is tried again. */
    record Again(Instant at) implements Next {}

    /** The platform was not even called: it is no try, and may go again then. */
    record NotTried(Instant at) implements Next {}

    /** The platform asked for silence; nothing was tried. */
    record Silenced() implements Next {}
  }

  /** The same send with another end. */
  Settlement with(Outcome other, Next then) {
    return new Settlement(row, epoch, startedAt, endedAt, other, then);
  }

  /** Whether it was a try at all. */
  boolean counts() {
    return !(next instanceof Next.Silenced)
        && !(next instanceof Next.NotTried)
        && !(outcome instanceof Outcome.Unknown unknown && unknown.reason() == Reason.KEY_EXPIRED);
  }

  /** The row as it goes on; null where it left. */
  @Nullable Queued remaining() {
    Queued.Try state = row.state();
    if (next instanceof Next.NextPart) {
      return row.at(new Queued.Try(state.part() + 1, state.parts(), 0, null, null));
    }
    if (next instanceof Next.Again again) {
      Instant first = state.firstAttemptAt() == null ? startedAt : state.firstAttemptAt();
      return row.at(
          new Queued.Try(state.part(), state.parts(), state.attempts() + 1, first, again.at()));
    }
    if (next instanceof Next.NotTried later) {
      return row.at(
          new Queued.Try(
              state.part(), state.parts(), state.attempts(), state.firstAttemptAt(), later.at()));
    }
    return next instanceof Next.Silenced ? row : null;
  }

  /** Adds this as one row of the settling statement. */
  void addTo(Batch rows, String node) {
    Queued left = remaining();
    Queued.Try state = left == null ? row.state() : left.state();
    rows.add(
        row.message().id(),
        left == null,
        state.part(),
        state.attempts(),
        state.notBefore(),
        startedAt,
        endedAt,
        outcome.word(),
        parts(),
        Outcomes.reason(outcome),
        Outcomes.detail(outcome),
        row.state().part(),
        node,
        epoch,
        next instanceof Next.Ends ends ? ends.status().word() : null,
        counts(),
        row.state().attempts() + 1);
  }

  private String parts() {
    if (outcome instanceof Outcome.Sent sent) {
      List<Part> made =
          sent.platformIds().stream()
              .filter(id -> Texts.unstorable(id).isEmpty())
              .map(id -> new Part(id, endedAt))
              .toList();
      return Json.write(made);
    }
    return "[]";
  }
}
