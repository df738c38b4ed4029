package dev.caravan.platform.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Discord's error codes that concern a message (documentation, JSON error codes). */
final class DiscordErrors {
  /** The message that was to be edited, recalled or answered is not there. */
  static final int UNKNOWN_MESSAGE = 10008;

  /** A value is not what it must be; {@code errors} says which. */
  private static final int INVALID_FORM = 50035;

  private static final Map<Integer, Reason> REASONS = new HashMap<>();

  static {
    // Unknown channel, unknown server, unknown user.
    all(Reason.RECIPIENT_UNKNOWN, 10003, 10004, 10013);
    // Banned there, a forum, missing access, closed to this bot, no text channel, verification,
    // missing permissions, invalid recipient, no server in common.
    all(
        Reason.RECIPIENT_UNREACHABLE,
        40007,
        40058,
        50001,
        50007,
        50008,
        50009,
        50013,
        50033,
        50278);
    // Unauthorized, account not verified, no bot, invalid token.
    all(Reason.CREDENTIAL_REFUSED, 40001, 40002, 50010, 50014);
    // Explicit content, too large, empty, invalid, stopped by the server's or Discord's filters.
    all(Reason.CONTENT_REFUSED, 20009, 40005, 50006, INVALID_FORM, 200_000, 200_001, 240_000);
  }

  /**
   * Too much of something: slow mode, edits of announcements, writes to a channel or a server,
   * edits of messages older than an hour, a shared resource.
   */
  private static final Set<Integer> LIMITED = Set.of(20016, 20022, 20028, 20029, 30046, 40062);

  /** Direct messages are opened too fast: a limit of the bot and not of a channel. */
  private static final int OPENED_TOO_FAST = 40003;

  /** Sending or the feature is switched off for the time being, blocked before it, overloaded. */
  private static final Set<Integer> LATER = Set.of(40004, 40006, 40333, 130_000);

  private DiscordErrors() {}

  static boolean limited(int code) {
    return LIMITED.contains(code) || code == OPENED_TOO_FAST;
  }

  static boolean ofTheBot(int code) {
    return code == OPENED_TOO_FAST;
  }

  static boolean later(int code) {
    return LATER.contains(code);
  }

  /** Why; a code that is not in the list is a refusal of the request as such. */
  static Reason reason(int code, JsonNode errors) {
    if (code == INVALID_FORM && errors.has("channel_id")) {
      return Reason.RECIPIENT_UNKNOWN;
    }
    if (code == INVALID_FORM && errors.has("message_reference")) {
      return Reason.REQUEST_REFUSED;
    }
    return REASONS.getOrDefault(code, Reason.REQUEST_REFUSED);
  }

  private static void all(Reason reason, int... codes) {
    for (int code : codes) {
      REASONS.put(code, reason);
    }
  }
}
