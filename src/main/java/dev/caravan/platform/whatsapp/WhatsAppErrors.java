package dev.caravan.platform.whatsapp;

import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Reason;
import dev.caravan.platform.graph.GraphErrors;
import java.time.Duration;

/**
 * What WhatsApp's error codes mean (developers.facebook.com, WhatsApp, error codes, 2026-05-15).
 *
 * <p>Many of them come only later, with a message's status: an accepted message may still fail.
 */
final class WhatsAppErrors {
  /** One message in 6 s to the same person, once a burst is used up. */
  private static final Duration PAIR = Duration.ofSeconds(6);

  /** 80 a second, so that one of silence is enough; two where the clocks differ. */
  private static final Duration THROUGHPUT = Duration.ofSeconds(2);

  /** Too many were blocked or reported: sending on makes it worse. */
  private static final Duration SPAM = Duration.ofHours(1);

  private static final String WINDOW =
      "Give the message a 'platform_template', or wait until the person writes.";

  private WhatsAppErrors() {}

  static final GraphErrors ALL =
      GraphErrors.common()
          // Access denied, account locked, payment, the number deleted or not registered.
          .refused(Reason.CREDENTIAL_REFUSED, 33, 131005, 131031, 131042, 131045, 133010)
          // Not on WhatsApp or too old for it; the sender itself; not on the list of a test number.
          .refused(Reason.RECIPIENT_UNREACHABLE, 131026, 131021, 131030)
          // A country that this business may not write to.
          .refused(Reason.RECIPIENT_UNREACHABLE, 130497)
          .refused(Reason.WINDOW_CLOSED, WINDOW, 131047)
          // Parameters, unsupported types; and what Meta keeps back: experiments, too much
          // marketing.
          .refused(Reason.REQUEST_REFUSED, 131008, 131009, 131051, 135000)
          .refused(Reason.REQUEST_REFUSED, 130472, 131049, 131050)
          // Files that cannot be fetched.
          .refused(Reason.CONTENT_REFUSED, 131052, 131053)
          // Templates: parameters, unknown, too long, policy, paused, disabled.
          .refused(Reason.CONTENT_REFUSED, 132000, 132001, 132005, 132007, 132012, 132018)
          .refused(Reason.CONTENT_REFUSED, 132015, 132016)
          .limited(Scope.RECIPIENT, PAIR, 131056)
          .limited(Scope.CONNECTION, THROUGHPUT, 130429)
          .limited(Scope.CONNECTION, GraphErrors.A_MINUTE, 80007, 131057)
          .limited(Scope.CONNECTION, SPAM, 131048)
          // "Failed to send due to an unknown error, try again"; the service or server is away.
          .passing(131000, 131016, 133004);
}
