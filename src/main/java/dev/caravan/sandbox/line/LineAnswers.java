package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.List;
import java.util.Map;

/** The forms of LINE's answers (developers.line.biz, status codes, error responses). */
final class LineAnswers {
  private LineAnswers() {}

  static Answer error(int status, String message) {
    return new Answer(status, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  static Judged refused(int status, String message) {
    return new Judged.Answered(error(status, message));
  }

  /** A refusal of the body, with what is wrong where. */
  static Judged refused(List<LineFaults.Fault> faults) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", "The request body has " + faults.size() + " error(s)");
    ArrayNode details = body.putArray("details");
    faults.forEach(
        fault ->
            details.addObject().put("message", fault.message()).put("property", fault.property()));
    return new Judged.Answered(new Answer(400, body));
  }

  /** One from the settings, such as {@code 400 Failed to send messages}. */
  static Answer configured(String written) {
    if (!written.matches("[45]\\d\\d .+")) {
      throw new IllegalArgumentException(
          "'"
              + written
              + "' is no refusal of LINE's; write a status from 400 to 599 and a message, for example '400 Failed to send messages'.");
    }
    return error(Integer.parseInt(written.substring(0, 3)), written.substring(4));
  }

  /** A push that was taken. */
  static Answer taken(String requestId, List<String> ids) {
    return new Answer(200, Map.of("x-line-request-id", requestId), sent(ids));
  }

  /** A push whose retry key was taken before, which names what was sent then. */
  static Answer takenBefore(String requestId, String before, List<String> ids) {
    return new Answer(
        409,
        Map.of("x-line-request-id", requestId, "x-line-accepted-request-id", before),
        sent(ids).put("message", "The retry key is already accepted"));
  }

  private static ObjectNode sent(List<String> ids) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode sent = body.putArray("sentMessages");
    ids.forEach(id -> sent.addObject().put("id", id).put("quoteToken", "q" + id));
    return body;
  }

  /** The answer of the bot's info. */
  static Answer identity() {
    return new Answer(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("userId", "U0000000000000000000000000000b07a")
            .put("basicId", "@caravan")
            .put("displayName", "Caravan")
            .put("chatMode", "bot")
            .put("markAsReadMode", "auto"));
  }
}
