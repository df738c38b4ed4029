package dev.caravan.platform.telegram;

import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Moved;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;

/** Answers of sendMessage, and what they mean. */
final class TelegramAnswers {
  private TelegramAnswers() {}

  static final List<Row> ALL =
      List.of(
          new Row(
              200,
              Map.of(),
              "{\"ok\":true,\"result\":{\"message_id\":42,\"chat\":{\"id\":-5}}}",
              Sent.class,
              null),
          new Row(
              429,
              Map.of("Retry-After", "9"),
              "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":7}}",
              Limited.class,
              null),
          new Row(429, Map.of("Retry-After", "9"), "", Limited.class, null),
          rejected(401, "Unauthorized", Reason.CREDENTIAL_REFUSED),
          rejected(404, "Not Found", Reason.CREDENTIAL_REFUSED),
          rejected(404, "No bot at /bot" + Deliveries.TOKEN + "/x", Reason.CREDENTIAL_REFUSED),
          rejected(403, "Forbidden: bot was blocked by the user", Reason.RECIPIENT_UNREACHABLE),
          rejected(400, "Bad Request: chat not found", Reason.RECIPIENT_UNKNOWN),
          rejected(400, "Bad Request: can't parse entities: x", Reason.CONTENT_REFUSED),
          rejected(400, "Bad Request: message is too long", Reason.CONTENT_REFUSED),
          rejected(400, "Bad Request: BUTTON_DATA_INVALID", Reason.CONTENT_REFUSED),
          rejected(400, "Bad Request: failed to get HTTP URL content", Reason.CONTENT_REFUSED),
          rejected(
              400,
              "Bad Request: not enough rights to send photos to the chat",
              Reason.CONTENT_REFUSED),
          rejected(
              400,
              "Bad Request: not enough rights to send text messages to the chat",
              Reason.RECIPIENT_UNREACHABLE),
          rejected(400, "Bad Request: PEER_ID_INVALID", Reason.RECIPIENT_UNKNOWN),
          rejected(400, "Bad Request: message is not modified", Reason.REQUEST_REFUSED),
          rejected(400, "Bad Request: message thread not found", Reason.REQUEST_REFUSED),
          new Row(
              400,
              Map.of(),
              "{\"ok\":false,\"description\":\"upgraded\",\"parameters\":{\"migrate_to_chat_id\":-1001}}",
              Moved.class,
              null),
          new Row(
              500,
              Map.of(),
              error("Internal Server Error: restart"),
              Retry.class,
              Reason.SERVER_ERROR),
          new Row(500, Map.of(), "", Unknown.class, Reason.SERVER_ERROR),
          new Row(502, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          new Row(503, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          new Row(504, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          unclear("<html>hello</html>"),
          unclear(""),
          unclear("{\"ok\":true}"),
          unclear("{\"ok\":true,\"result\":{\"message_id\":\"42\",\"chat\":{\"id\":5}}}"));

  private static Row rejected(int status, String description, Reason reason) {
    return new Row(status, Map.of(), error(description), Rejected.class, reason);
  }

  private static Row unclear(String body) {
    return new Row(200, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }

  private static String error(String description) {
    return "{\"ok\":false,\"description\":\"" + description + "\"}";
  }
}
