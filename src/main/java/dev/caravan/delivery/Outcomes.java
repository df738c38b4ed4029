package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows and metrics keep of an outcome. */
final class Outcomes {
  private Outcomes() {}

  /** The reason's word; null where it was sent. */
  static @Nullable String reason(Outcome outcome) {
    Reason reason = why(outcome);
    return reason == null ? null : reason.word();
  }

  /** The reason; null where it was sent. */
  static @Nullable Reason why(Outcome outcome) {
    if (outcome instanceof Outcome.Retry retry) {
      return retry.reason();
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.reason();
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return unknown.reason();
    }
    return outcome instanceof Outcome.Limited ? Reason.RATE_LIMITED : null;
  }

  /** The same outcome with {@code detail} for the platform's words, and without its ids. */
  static Outcome plain(Outcome outcome, String detail) {
    if (outcome instanceof Outcome.Retry retry) {
      return new Outcome.Retry(retry.reason(), detail, retry.after());
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return new Outcome.Rejected(rejected.reason(), detail);
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return new Outcome.Unknown(unknown.reason(), detail);
    }
    return outcome instanceof Outcome.Sent ? new Outcome.Sent(List.of()) : outcome;
  }

  /** The platform's words, fit to be stored; null where there are none. */
  static @Nullable String detail(Outcome outcome) {
    String detail = null;
    if (outcome instanceof Outcome.Retry retry) {
      detail = retry.detail();
    } else if (outcome instanceof Outcome.Rejected rejected) {
      detail = rejected.detail();
    } else if (outcome instanceof Outcome.Unknown unknown) {
      detail = unknown.detail();
    }
    return detail == null || Texts.unstorable(detail).isPresent() ? null : detail;
  }
}
