package dev.caravan.platform.googlechat;

import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;

/** Answers of spaces.messages.create, and what they mean. */
final class GoogleChatAnswers {
  private GoogleChatAnswers() {}

  static final List<Row> ALL =
      List.of(
          new Row(
              200,
              Map.of(),
              "{\"name\":\"spaces/A/messages/B.C\",\"thread\":{\"name\":\"spaces/A/threads/B\"}}",
              Sent.class,
              null),
          new Row(429, Map.of(), error(429, "RESOURCE_EXHAUSTED", "x"), Limited.class, null),
          new Row(429, Map.of("Retry-After", "7"), "<html>", Limited.class, null),
          rejected(401, "UNAUTHENTICATED", "x", Reason.CREDENTIAL_REFUSED),
          new Row(401, Map.of(), "<html>", Rejected.class, Reason.CREDENTIAL_REFUSED),
          rejected(
              403,
              "PERMISSION_DENIED",
              "This Chat app is not a member of this space.",
              Reason.RECIPIENT_UNREACHABLE),
          new Row(
              403,
              Map.of(),
              detailed(403, "PERMISSION_DENIED", "ErrorInfo\",\"reason\":\"SERVICE_DISABLED"),
              Rejected.class,
              Reason.CREDENTIAL_REFUSED),
          new Row(
              403,
              Map.of(),
              detailed(
                  403,
                  "PERMISSION_DENIED",
                  "ErrorInfo\",\"reason\":\"ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
              Rejected.class,
              Reason.CREDENTIAL_REFUSED),
          rejected(404, "NOT_FOUND", "Requested entity was not found.", Reason.RECIPIENT_UNKNOWN),
          rejected(
              404,
              "NOT_FOUND",
              "Google Chat app not found. To create a Chat app, you must turn on the Chat API and configure the app in the Google Cloud console.",
              Reason.CREDENTIAL_REFUSED),
          new Row(404, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED),
          rejected(
              400,
              "INVALID_ARGUMENT",
              "Message is longer than 4096 characters",
              Reason.CONTENT_REFUSED),
          rejected(
              400,
              "INVALID_ARGUMENT",
              "Message cannot be empty. Discarding empty create message request in spaces/A",
              Reason.CONTENT_REFUSED),
          rejected(
              400,
              "INVALID_ARGUMENT",
              "Invalid value at 'message.cards_v2[0].card' (type), 1",
              Reason.CONTENT_REFUSED),
          new Row(
              400,
              Map.of(),
              detailed(
                  400,
                  "INVALID_ARGUMENT",
                  "BadRequest\",\"fieldViolations\":[{\"field\":\"message.text\"}],\"x\":\""),
              Rejected.class,
              Reason.CONTENT_REFUSED),
          rejected(
              400, "INVALID_ARGUMENT", "Invalid thread resource name.", Reason.REQUEST_REFUSED),
          rejected(
              400,
              "INVALID_ARGUMENT",
              "Request contains an invalid argument.",
              Reason.REQUEST_REFUSED),
          rejected(400, "FAILED_PRECONDITION", "x", Reason.REQUEST_REFUSED),
          rejected(409, "ALREADY_EXISTS", "x", Reason.REQUEST_REFUSED),
          rejected(501, "UNIMPLEMENTED", "x", Reason.REQUEST_REFUSED),
          new Row(409, Map.of(), error(409, "ABORTED", "x"), Retry.class, Reason.SERVER_ERROR),
          new Row(503, Map.of(), error(503, "UNAVAILABLE", "x"), Retry.class, Reason.SERVER_ERROR),
          unknown(500, error(500, "INTERNAL", "x")),
          unknown(500, error(500, "UNKNOWN", "x")),
          unknown(504, error(504, "DEADLINE_EXCEEDED", "x")),
          unknown(499, error(499, "CANCELLED", "x")),
          unknown(408, "<html>"),
          unknown(502, "<html>"),
          unknown(503, "<html>"),
          unclear("<html>hello</html>"),
          unclear(""),
          unclear("{}"),
          unclear("{\"name\":\"spaces/A\"}"),
          new Row(302, Map.of(), "", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(405, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED));

  static String error(int code, String status, String message) {
    return "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\"}}"
        .formatted(code, message, status);
  }

  /** An error with one detail, of which {@code detail} is the type's end and what follows it. */
  static String detailed(int code, String status, String detail) {
    return "{\"error\":{\"code\":%d,\"message\":\"x\",\"status\":\"%s\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.%s\"}]}}"
        .formatted(code, status, detail);
  }

  private static Row rejected(int code, String status, String message, Reason reason) {
    return new Row(code, Map.of(), error(code, status, message), Rejected.class, reason);
  }

  private static Row unknown(int status, String body) {
    return new Row(status, Map.of(), body, Unknown.class, Reason.SERVER_ERROR);
  }

  private static Row unclear(String body) {
    return new Row(200, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }
}
