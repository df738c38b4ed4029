package dev.caravan.platform.slack;

import dev.caravan.message.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words with which chat.postMessage refuses for good (docs.slack.dev, chat.postMessage,
 * errors).
 */
final class SlackErrors {
  private static final Map<String, Reason> REASONS = new HashMap<>();

  static {
    all(Reason.RECIPIENT_UNKNOWN, "channel_not_found", "user_not_found");
    all(
        Reason.RECIPIENT_UNREACHABLE,
        "not_in_channel",
        "is_archived",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "messages_tab_disabled");
    // These name the thread; the channel itself may well be written to.
    all(
        Reason.REQUEST_REFUSED,
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "cannot_reply_to_message");
    all(
        Reason.CREDENTIAL_REFUSED,
        "invalid_auth",
        "not_authed",
        "token_revoked",
        "token_expired",
        "account_inactive",
        "missing_scope",
        "not_allowed_token_type",
        "no_permission",
        "org_login_required",
        "ekm_access_denied",
        "app_access_restricted");
    all(
        Reason.CONTENT_REFUSED,
        "no_text",
        "msg_too_long",
        "msg_blocks_too_long",
        "invalid_blocks",
        "invalid_blocks_format",
        "too_many_attachments",
        "markdown_text_conflict",
        "metadata_too_large",
        "invalid_arguments");
  }

  private SlackErrors() {}

  /** Why; a word that is not in the list is a refusal of the request as such. */
  static Reason reason(String error) {
    return REASONS.getOrDefault(error, Reason.REQUEST_REFUSED);
  }

  private static void all(Reason reason, String... errors) {
    List.of(errors).forEach(error -> REASONS.put(error, reason));
  }
}
