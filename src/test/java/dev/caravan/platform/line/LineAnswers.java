package dev.caravan.platform.line;

import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;

/** Answers of a push, and what they mean. */
final class LineAnswers {
  private static final Map<String, String> ACCEPTED =
      Map.of("x-line-accepted-request-id", "123e4567-e89b-12d3-a456-426655440001");

  private LineAnswers() {}

  static final List<Row> ALL =
      List.of(
          new Row(200, Map.of(), "{\"sentMessages\":[{\"id\":\"46\"}]}", Sent.class, null),
          new Row(
              409,
              ACCEPTED,
              "{\"message\":\"The retry key is already accepted\",\"sentMessages\":[{\"id\":\"46\"}]}",
              Sent.class,
              null),
          new Row(409, ACCEPTED, error("The retry key is already accepted"), Sent.class, null),
          new Row(409, Map.of(), error("Conflict"), Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD),
          limited("The API rate limit has been exceeded. Try again later."),
          limited("You have reached your monthly limit."),
          new Row(429, Map.of("Retry-After", "7"), "", Limited.class, null),
          rejected(400, "Failed to send messages", Reason.RECIPIENT_UNKNOWN),
          rejected(
              400,
              "The property, 'to', in the request body is invalid (line: -, column: -)",
              Reason.RECIPIENT_UNKNOWN),
          detailed("to", "May not be empty", Reason.RECIPIENT_UNKNOWN),
          detailed("messages[0].text", "May not be empty", Reason.CONTENT_REFUSED),
          rejected(
              400,
              "The request body could not be parsed as JSON (line: 1, column: 1)",
              Reason.REQUEST_REFUSED),
          rejected(
              401,
              "Authentication failed. Confirm that the access token in the authorization header is valid.",
              Reason.CREDENTIAL_REFUSED),
          rejected(
              403,
              "Access to this API is not available for your account",
              Reason.CREDENTIAL_REFUSED),
          rejected(404, "Not found", Reason.REQUEST_REFUSED),
          rejected(410, "Gone", Reason.REQUEST_REFUSED),
          rejected(413, "Payload Too Large", Reason.CONTENT_REFUSED),
          rejected(415, "The content type, text/plain, is not supported", Reason.REQUEST_REFUSED),
          new Row(404, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(302, Map.of(), "", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(
              500, Map.of(), error("Internal Server Error"), Unknown.class, Reason.SERVER_ERROR),
          new Row(502, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          new Row(503, Map.of(), "", Unknown.class, Reason.SERVER_ERROR),
          unclear("{}"),
          unclear("{\"sentMessages\":[]}"),
          unclear("{\"sentMessages\":[{\"id\":\"4"),
          unclear("<html>hello</html>"),
          unclear(""));

  private static Row limited(String message) {
    return new Row(429, Map.of(), error(message), Limited.class, null);
  }

  private static Row rejected(int status, String message, Reason reason) {
    return new Row(status, Map.of(), error(message), Rejected.class, reason);
  }

  private static Row detailed(String property, String message, Reason reason) {
    String body =
        "{\"message\":\"The request body has 1 error(s)\",\"details\":[{\"message\":\"%s\",\"property\":\"%s\"}]}"
            .formatted(message, property);
    return new Row(400, Map.of(), body, Rejected.class, reason);
  }

  private static Row unclear(String body) {
    return new Row(200, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }

  private static String error(String message) {
    return "{\"message\":\"" + message + "\"}";
  }
}
