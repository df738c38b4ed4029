package dev.caravan.platform.discord;

import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;

/** Answers of Create Message, and what they mean. */
final class DiscordAnswers {
  private DiscordAnswers() {}

  static final List<Row> ALL =
      List.of(
          new Row(200, Map.of(), "{\"id\":\"11\",\"channel_id\":\"7\"}", Sent.class, null),
          limited("{\"message\":\"You are being rate limited.\",\"retry_after\":0.3}"),
          limited("<html>error code: 1015</html>"),
          limited(""),
          new Row(400, Map.of(), error(20016, "slowmode"), Limited.class, null),
          new Row(400, Map.of(), error(20028, "write rate limit"), Limited.class, null),
          new Row(400, Map.of(), error(30046, "too many edits"), Limited.class, null),
          new Row(400, Map.of(), error(40003, "opening too fast"), Limited.class, null),
          rejected(404, 10003, Reason.RECIPIENT_UNKNOWN),
          rejected(403, 50001, Reason.RECIPIENT_UNREACHABLE),
          rejected(403, 50007, Reason.RECIPIENT_UNREACHABLE),
          rejected(403, 50013, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 50278, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 40058, Reason.RECIPIENT_UNREACHABLE),
          rejected(401, 0, Reason.CREDENTIAL_REFUSED),
          rejected(403, 40001, Reason.CREDENTIAL_REFUSED),
          rejected(401, 50014, Reason.CREDENTIAL_REFUSED),
          rejected(400, 50006, Reason.CONTENT_REFUSED),
          rejected(400, 50035, Reason.CONTENT_REFUSED),
          rejected(400, 200_000, Reason.CONTENT_REFUSED),
          rejected(400, 240_000, Reason.CONTENT_REFUSED),
          rejected(400, 50083, Reason.REQUEST_REFUSED),
          rejected(400, 160_002, Reason.REQUEST_REFUSED),
          rejected(404, 10008, Reason.REQUEST_REFUSED),
          rejected(400, 987_654, Reason.REQUEST_REFUSED),
          rejected(404, 0, Reason.REQUEST_REFUSED),
          new Row(
              400,
              Map.of(),
              "{\"code\":50035,\"message\":\"Invalid Form Body\",\"errors\":{\"channel_id\":{\"_errors\":[{\"code\":\"NUMBER_TYPE_COERCE\"}]}}}",
              Rejected.class,
              Reason.RECIPIENT_UNKNOWN),
          later(403, error(40333, "Cloudflare is blocking your request")),
          later(403, "<html>blocked</html>"),
          later(503, error(130_000, "API resource is currently overloaded")),
          later(400, error(40004, "Send messages has been temporarily disabled")),
          new Row(500, Map.of(), error(0, "500"), Unknown.class, Reason.SERVER_ERROR),
          new Row(502, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          new Row(504, Map.of(), "", Unknown.class, Reason.SERVER_ERROR),
          unclear("<html>hello</html>"),
          unclear(""),
          unclear("{\"id\":\"11\"}"),
          unclear("{\"id\":11,\"channel_id\":\"7/8\"}"),
          new Row(404, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(302, Map.of(), "", Rejected.class, Reason.REQUEST_REFUSED));

  private static Row rejected(int status, int code, Reason reason) {
    return new Row(status, Map.of(), error(code, "why"), Rejected.class, reason);
  }

  private static Row limited(String body) {
    return new Row(429, Map.of("retry-after", "7"), body, Limited.class, null);
  }

  private static Row later(int status, String body) {
    return new Row(status, Map.of(), body, Retry.class, Reason.SERVER_ERROR);
  }

  private static Row unclear(String body) {
    return new Row(200, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }

  static String error(int code, String message) {
    return "{\"message\":\"%s\",\"code\":%d}".formatted(message, code);
  }
}
