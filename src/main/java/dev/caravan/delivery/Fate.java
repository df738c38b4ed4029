package dev.caravan.delivery;

import static java.util.Objects.requireNonNullElse;

import dev.caravan.delivery.Settlement.Next;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.platform.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a row becomes after an outcome.
 *
 * @param keyLife how long the platform knows a message again by its key; zero where it does not
 */
record Fate(Connection.Repeats repeats, Duration keyLife, RandomGenerator random) {
  /** Longer than it takes to pause the connection; the pause ends when somebody mends it. */
  private static final Duration CREDENTIAL_PAUSE = Duration.ofSeconds(5);

  /** When a route that is away is looked for again, where nobody says. */
  private static final Duration ROUTE_BACK = Duration.ofSeconds(1);

  /** To connect may take 5 s, and to get a pooled connection 5 s more; the rest is for clocks. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  /**
   * When a try was made.
   *
   * @param doubt when the first earlier try of the same part began that may have arrived; null
   *     where none has
   */
  record Trial(Instant started, Instant ended, @Nullable Instant doubt) {}

  /** What follows when a try of {@code row} ended so. */
  Next after(Queued row, Outcome outcome, Trial trial) {
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
          ? new Next.Again(trial.ended().plus(CREDENTIAL_PAUSE))
          : new Next.Ends(Status.FAILED);
    }
    if (outcome instanceof Outcome.Retry retry && retry.reason() == Reason.ROUTE_UNAVAILABLE) {
      return new Next.NotTried(trial.ended().plus(requireNonNullElse(retry.after(), ROUTE_BACK)));
    }
    return again(state, outcome, trial);
  }

  private Next again(Queued.Try state, Outcome outcome, Trial trial) {
    int attempts = state.attempts() + 1;
    Instant first = state.firstAttemptAt() == null ? trial.started() : state.firstAttemptAt();
    Backoff backoff = new Backoff(repeats.retry());
    Duration asked = outcome instanceof Outcome.Retry retry ? retry.after() : null;
    Instant at = trial.ended().plus(backoff.after(attempts, asked, random));
    boolean unknown = outcome instanceof Outcome.Unknown;
    Instant doubt = trial.doubt() == null && unknown ? trial.started() : trial.doubt();
    if (unknown && doubt != null && !keyLives(doubt, at) && !repeatsBlindly()) {
      return new Next.Ends(Status.UNKNOWN);
    }
    if (backoff.exhausted(attempts, first, trial.ended())) {
      // Of what may have arrived nobody may say that it was given up unsent.
      return new Next.Ends(doubt == null ? Status.DEAD : Status.UNKNOWN);
    }
    return new Next.Again(at);
  }

  /** Whether the platform would know at {@code at} that it has what it was given since then. */
  boolean keyLives(Instant doubt, Instant at) {
    return !at.isAfter(doubt.plus(keyLife).minus(MARGIN));
  }

  /** Whether the connection wants to be sent again what may have arrived, key or not. */
  boolean repeatsBlindly() {
    return repeats.onUnknown() == Connection.OnUnknown.RESEND;
  }
}
