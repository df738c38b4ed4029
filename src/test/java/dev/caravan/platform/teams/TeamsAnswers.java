package dev.caravan.platform.teams;

import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;

/** Answers of the connector to a new activity, and what they mean. */
final class TeamsAnswers {
  private TeamsAnswers() {}

  static final List<Row> ALL =
      List.of(
          new Row(200, Map.of(), "{\"id\":\"1700000000123\"}", Sent.class, null),
          new Row(201, Map.of(), "{\"id\":\"1700000000123\"}", Sent.class, null),
          new Row(202, Map.of(), "{\"id\":\"1:2ab\"}", Sent.class, null),
          new Row(429, Map.of("retry-after", "7"), error("Throttled"), Limited.class, null),
          new Row(429, Map.of(), "", Limited.class, null),
          rejected(400, "Bad Argument", Reason.CONTENT_REFUSED),
          rejected(400, "BadArgument", Reason.CONTENT_REFUSED),
          rejected(400, "BadSyntax", Reason.CONTENT_REFUSED),
          said(400, "BadSyntax", "Bad format of conversation ID", Reason.RECIPIENT_UNKNOWN),
          said(400, "BadArgument", "Failed to decrypt conversation id", Reason.RECIPIENT_UNKNOWN),
          said(403, "BadArgument", "Failed to decrypt conversation id", Reason.RECIPIENT_UNKNOWN),
          rejected(401, "BotNotRegistered", Reason.CREDENTIAL_REFUSED),
          new Row(
              401,
              Map.of(),
              "{\"message\":\"Authorization has been denied for this request.\"}",
              Rejected.class,
              Reason.CREDENTIAL_REFUSED),
          new Row(401, Map.of(), "", Rejected.class, Reason.CREDENTIAL_REFUSED),
          rejected(403, "BotDisabledByAdmin", Reason.RECIPIENT_UNREACHABLE),
          rejected(403, "BotNotInConversationRoster", Reason.RECIPIENT_UNREACHABLE),
          rejected(404, "BotNotInConversationRoster", Reason.RECIPIENT_UNREACHABLE),
          rejected(403, "ConversationBlockedByUser", Reason.RECIPIENT_UNREACHABLE),
          rejected(403, "MessageWritesBlocked", Reason.RECIPIENT_UNREACHABLE),
          new Row(
              403,
              Map.of(),
              "{\"errorCode\":209,\"message\":\"{\\r\\n  \\\"subCode\\\": \\\"MessageWritesBlocked\\\",\\r\\n  \\\"details\\\": \\\"Thread is blocked from message writes.\\\"}\"}",
              Rejected.class,
              Reason.RECIPIENT_UNREACHABLE),
          rejected(403, "NotEnoughPermissions", Reason.REQUEST_REFUSED),
          rejected(403, "InvalidBotApiHost", Reason.REQUEST_REFUSED),
          new Row(403, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED),
          rejected(404, "ConversationNotFound", Reason.RECIPIENT_UNKNOWN),
          rejected(404, "ActivityNotFoundInConversation", Reason.REQUEST_REFUSED),
          new Row(404, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED),
          rejected(413, "MessageSizeTooBig", Reason.CONTENT_REFUSED),
          rejected(418, "NeverHeardOf", Reason.REQUEST_REFUSED),
          new Row(302, Map.of(), "", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(412, Map.of(), error("PreconditionFailed"), Retry.class, Reason.SERVER_ERROR),
          new Row(503, Map.of("Retry-After", "3"), "", Retry.class, Reason.SERVER_ERROR),
          new Row(500, Map.of(), error("ServiceError"), Unknown.class, Reason.SERVER_ERROR),
          new Row(502, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          new Row(504, Map.of(), "", Unknown.class, Reason.SERVER_ERROR),
          unclear("<html>hello</html>"),
          unclear(""),
          unclear("{}"),
          unclear("[]"),
          unclear("{\"id\":\"17000"));

  private static Row rejected(int status, String code, Reason reason) {
    return said(status, code, "Something.", reason);
  }

  private static Row said(int status, String code, String message, Reason reason) {
    String body = "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
    return new Row(status, Map.of(), body, Rejected.class, reason);
  }

  private static Row unclear(String body) {
    return new Row(200, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }

  private static String error(String code) {
    return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"Something.\"}}";
  }
}
