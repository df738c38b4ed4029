package dev.caravan.platform.slack;

import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;

/** Answers of chat.postMessage, and what they mean. */
final class SlackAnswers {
  private SlackAnswers() {}

  static final List<Row> ALL =
      List.of(
          new Row(
              200,
              Map.of(),
              "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1700000001.000200\"}",
              Sent.class,
              null),
          new Row(429, Map.of("retry-after", "7"), error("ratelimited"), Limited.class, null),
          new Row(429, Map.of(), "", Limited.class, null),
          new Row(200, Map.of(), error("rate_limited"), Limited.class, null),
          rejected("channel_not_found", Reason.RECIPIENT_UNKNOWN),
          rejected("not_in_channel", Reason.RECIPIENT_UNREACHABLE),
          rejected("is_archived", Reason.RECIPIENT_UNREACHABLE),
          rejected("restricted_action", Reason.RECIPIENT_UNREACHABLE),
          rejected("messages_tab_disabled", Reason.RECIPIENT_UNREACHABLE),
          rejected("cannot_reply_to_message", Reason.REQUEST_REFUSED),
          rejected("invalid_auth", Reason.CREDENTIAL_REFUSED),
          rejected("token_revoked", Reason.CREDENTIAL_REFUSED),
          rejected("missing_scope", Reason.CREDENTIAL_REFUSED),
          rejected("account_inactive", Reason.CREDENTIAL_REFUSED),
          rejected("no_text", Reason.CONTENT_REFUSED),
          rejected("msg_too_long", Reason.CONTENT_REFUSED),
          rejected("invalid_blocks", Reason.CONTENT_REFUSED),
          rejected("request_timeout", Reason.REQUEST_REFUSED),
          rejected("never_heard_of", Reason.REQUEST_REFUSED),
          new Row(200, Map.of(), error("fatal_error"), Unknown.class, Reason.SERVER_ERROR),
          new Row(200, Map.of(), error("internal_error"), Unknown.class, Reason.SERVER_ERROR),
          new Row(200, Map.of(), error("service_unavailable"), Retry.class, Reason.SERVER_ERROR),
          new Row(503, Map.of(), "<html>", Retry.class, Reason.SERVER_ERROR),
          new Row(500, Map.of(), "", Unknown.class, Reason.SERVER_ERROR),
          new Row(502, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          new Row(504, Map.of(), "", Unknown.class, Reason.SERVER_ERROR),
          unclear("<html>hello</html>"),
          unclear(""),
          unclear("[]"),
          unclear("{\"ok\":\"yes\"}"),
          unclear("{\"ok\":true}"),
          unclear("{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17000"),
          new Row(404, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(302, Map.of(), "", Rejected.class, Reason.REQUEST_REFUSED));

  private static Row rejected(String error, Reason reason) {
    return new Row(200, Map.of(), error(error), Rejected.class, reason);
  }

  private static Row unclear(String body) {
    return new Row(200, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }

  private static String error(String error) {
    return "{\"ok\":false,\"error\":\"" + error + "\"}";
  }
}
