package dev.caravan.platform.messenger;

import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Reason;
import dev.caravan.platform.graph.GraphErrors;
import java.time.Duration;

/**
 * What Messenger's error codes and subcodes mean (developers.facebook.com, Messenger Platform,
 * common error codes, 2026-06-25, and rate limiting, 2026-03-23).
 */
final class MessengerErrors {
  /** Called abusive: sending on makes it worse. */
  private static final Duration ABUSE = Duration.ofHours(1);

  private static final String WINDOW =
      "Give the message a 'platform_template', or wait until the person writes.";

  private static final String TAGS_ARE_GONE =
      "Message tags ended on 2026-04-27; give the message a 'platform_template'.";

  private static final String OTHER_APP =
      "Another app holds this conversation; let it pass the thread on.";

  private MessengerErrors() {}

  static final GraphErrors ALL =
      GraphErrors.common()
          // "This person isn't available right now."
          .refused(Reason.RECIPIENT_UNREACHABLE, 551)
          // "No matching user found."
          .refusedBySubcode(Reason.RECIPIENT_UNKNOWN, "", 2018001)
          // Receives nothing from this Page; and nobody but testers, while the app is not live.
          .refusedBySubcode(Reason.RECIPIENT_UNREACHABLE, "", 2018108, 2018028)
          .refusedBySubcode(Reason.WINDOW_CLOSED, WINDOW, 2018278, 2534022, 2018065)
          // With 551, its usual company, it says no more than that.
          .refusedPair(Reason.WINDOW_CLOSED, WINDOW, 200, 1545041)
          .refusedBySubcode(Reason.REQUEST_REFUSED, TAGS_ARE_GONE, 1893061)
          .refusedBySubcode(Reason.REQUEST_REFUSED, OTHER_APP, 2018300, 2018321)
          // The Page is restricted.
          .refusedBySubcode(Reason.CREDENTIAL_REFUSED, "", 1893063)
          // Nothing in it, or a file that cannot be fetched or is not what it says.
          .refusedBySubcode(Reason.CONTENT_REFUSED, "", 2018034, 2018008, 2018047, 2018294)
          .limited(Scope.CONNECTION, GraphErrors.A_MINUTE, 80006)
          .limitedBySubcode(Scope.CONNECTION, ABUSE, 2018338)
          // "Temporary send message failure."
          .passing(1200);
}
