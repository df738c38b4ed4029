package dev.caravan.delivery;

import dev.caravan.delivery.Settlement.Next;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.platform.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What a row becomes after an outcome. */
record Fate(Backoff backoff, Connection.OnUnknown onUnknown, RandomGenerator random) {
  /** Longer than it takes to pause the connection; the pause ends when somebody mends it. */
  private static final Duration CREDENTIAL_PAUSE = Duration.ofSeconds(5);

  /** What follows when the try of {@code row} begun at {@code started} ended so at {@code now}. */
  Next after(Queued row, Outcome outcome, Instant started, Instant now) {
    Queued.Try state = row.state();
    if (outcome instanceof Outcome.Sent) {
      return state.part() + 1 < state.parts() ? new Next.NextPart() : new Next.Ends(Status.SENT);
    }
    if (outcome instanceof Outcome.Limited) {
      return new Next.Silenced();
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      // The account is at fault, not the message: it waits for the connection to be mended.
      return rejected.reason() == Reason.CREDENTIAL_REFUSED
          ? new Next.Again(now.plus(CREDENTIAL_PAUSE))
          : new Next.Ends(Status.FAILED);
    }
    if (outcome instanceof Outcome.Unknown && onUnknown == Connection.OnUnknown.HOLD) {
      return new Next.Ends(Status.UNKNOWN);
    }
    int attempts = state.attempts() + 1;
    Instant first = state.firstAttemptAt() == null ? started : state.firstAttemptAt();
    if (backoff.exhausted(attempts, first, now)) {
      return new Next.Ends(Status.DEAD);
    }
    Duration asked = outcome instanceof Outcome.Retry retry ? retry.after() : null;
    return new Next.Again(now.plus(backoff.after(attempts, asked, random)));
  }
}
