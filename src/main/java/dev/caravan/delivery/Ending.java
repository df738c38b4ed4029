package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.Word;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a settled try made of its message. {@code sent}, {@code failed}, {@code dead} and {@code
 * unknown} come once a message, when it leaves the outbox; the others once a try.
 */
public enum Ending implements Word {
  /** The whole message arrived. */
  SENT,
  /** A part of it arrived, and the next one goes. */
  PART,
  /** Nothing arrived, or a resend is allowed: it is tried again. */
  RETRY(
      Reason.CONNECT_FAILED,
      Reason.ROUTE_UNAVAILABLE,
      Reason.SERVER_ERROR,
      Reason.CREDENTIAL_REFUSED,
      Reason.WINDOW_CLOSED,
      Reason.TIMEOUT,
      Reason.CONNECTION_LOST,
      Reason.ANSWER_NOT_UNDERSTOOD,
      Reason.CRASHED_WHILE_SENDING,
      Reason.ROUTE_FAILED),
  /** The platform asked for silence. */
  LIMITED(Reason.RATE_LIMITED),
  /** The platform refused it for good. */
  FAILED(
      Reason.RECIPIENT_UNKNOWN,
      Reason.RECIPIENT_UNREACHABLE,
      Reason.RECIPIENT_MOVED,
      Reason.WINDOW_CLOSED,
      Reason.CONTENT_REFUSED,
      Reason.REQUEST_REFUSED),
  /** Tries and age are used up. */
  DEAD(
      Reason.CONNECT_FAILED,
      Reason.SERVER_ERROR,
      Reason.TIMEOUT,
      Reason.CONNECTION_LOST,
      Reason.ANSWER_NOT_UNDERSTOOD,
      Reason.CRASHED_WHILE_SENDING,
      Reason.ROUTE_FAILED),
  /** It may have arrived, and is held for a human. */
  UNKNOWN(
      Reason.TIMEOUT,
      Reason.CONNECTION_LOST,
      Reason.ANSWER_NOT_UNDERSTOOD,
      Reason.CRASHED_WHILE_SENDING,
      Reason.ROUTE_FAILED,
      Reason.SEND_STUCK,
      Reason.KEY_EXPIRED);

  @SuppressWarnings("ImmutableEnumChecker") // Handed out unmodifiable.
  private final Set<Reason> reasons;

  Ending(Reason... reasons) {
    EnumSet<Reason> set = EnumSet.noneOf(Reason.class);
    set.addAll(Arrays.asList(reasons));
    this.reasons = set;
  }

  /**
   * For what it usually happens, so that a meter can begin at zero; empty where it needs no reason.
   * A site's own route may give others.
   */
  public Set<Reason> reasons() {
    return Collections.unmodifiableSet(reasons);
  }

  /** Whether its message is in the outbox no more. */
  public boolean leaves() {
    return switch (this) {
      case SENT, FAILED, DEAD, UNKNOWN -> true;
      case PART, RETRY, LIMITED -> false;
    };
  }

  /** What the settlement is; null where nothing was tried, as after a lost hold. */
  static @Nullable Ending of(Settlement settlement) {
    Settlement.Next next = settlement.next();
    if (next instanceof Settlement.Next.Ends ends) {
      return of(ends.status());
    }
    if (next instanceof Settlement.Next.NextPart) {
      return PART;
    }
    if (next instanceof Settlement.Next.Again || next instanceof Settlement.Next.NotTried) {
      return RETRY;
    }
    return settlement.outcome() instanceof Outcome.Limited ? LIMITED : null;
  }

  private static Ending of(Status status) {
    return switch (status) {
      case SENT -> SENT;
      case DEAD -> DEAD;
      case UNKNOWN -> UNKNOWN;
      default -> FAILED;
    };
  }
}
