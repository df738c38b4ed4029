package dev.caravan.platform.googlechat;

import dev.caravan.message.Deed;
import dev.caravan.message.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who is at fault where Chat refuses for good: the account, the space, the content or the call. */
final class ChatRefusals {
  /** Reasons that lie in the account or its project (google/api/error_reason.proto). */
  private static final Set<String> ACCOUNT =
      Set.of(
          "SERVICE_DISABLED",
          "BILLING_DISABLED",
          "CONSUMER_SUSPENDED",
          "CONSUMER_INVALID",
          "USER_PROJECT_DENIED",
          "ACCESS_TOKEN_EXPIRED",
          "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
          "ACCESS_TOKEN_TYPE_UNSUPPORTED",
          "ACCOUNT_STATE_INVALID",
          "CREDENTIALS_MISSING");

  /**
   * A 404 that is about the project: "Google Chat app not found. To create a Chat app, you must
   * turn on the Chat API and configure the app in the Google Cloud console."
   */
  private static final String NO_APP = "chat app not found";

  /** How refusals of a text or a card begin or go on; Chat has no codes for them. */
  private static final List<String> CONTENT =
      List.of("longer than", "maximum length", "cannot be empty", "too large", "too long");

  private ChatRefusals() {}

  /** What a 403 or a 404 is about. */
  static Reason away(Deed deed, ChatError error) {
    if (ACCOUNT.contains(error.reason()) || contains(error.message(), NO_APP)) {
      return Reason.CREDENTIAL_REFUSED;
    }
    if (!(deed instanceof Deed.Post)) {
      // It is about one message; the space may well be written to.
      return Reason.REQUEST_REFUSED;
    }
    return error.status().equals("NOT_FOUND")
        ? Reason.RECIPIENT_UNKNOWN
        : Reason.RECIPIENT_UNREACHABLE;
  }

  /** What a 400 is about. */
  static Reason wrong(ChatError error) {
    if (error.field().startsWith("message.thread") || contains(error.message(), "thread")) {
      return Reason.REQUEST_REFUSED;
    }
    boolean shown =
        error.field().startsWith("message.")
            || contains(error.message(), "'message.")
            || CONTENT.stream().anyMatch(words -> contains(error.message(), words));
    return shown ? Reason.CONTENT_REFUSED : Reason.REQUEST_REFUSED;
  }

  private static boolean contains(String text, String words) {
    return text.toLowerCase(Locale.ROOT).contains(words);
  }
}
