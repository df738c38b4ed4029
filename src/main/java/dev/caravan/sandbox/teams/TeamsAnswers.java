package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.Map;

/** The forms of Teams' answers; its web server refuses in a form of its own. */
final class TeamsAnswers {
  private TeamsAnswers() {}

  static Judged answered(Answer answer) {
    return new Judged.Answered(answer);
  }

  /** What names an activity. */
  static Answer resource(int status, String id) {
    return new Answer(status, object().put("id", id));
  }

  /** Done, and nothing to say about it. */
  static Answer nothing() {
    return new Answer(200, object());
  }

  static Answer members() {
    ObjectNode body = object();
    body.putArray("members")
        .addObject()
        .put("id", "29:1sandbox")
        .put("name", "Sandbox")
        .put("userRole", "user");
    return new Answer(200, body);
  }

  static Answer throttled(long seconds) {
    Answer refused = new TeamsRefusal(429, "Throttled", "Too many requests").answer();
    return new Answer(429, Map.of("Retry-After", Long.toString(seconds)), refused.body());
  }

  static Judged unauthorized() {
    Answer said = web(401, "Authorization has been denied for this request.");
    return answered(new Answer(401, Map.of("WWW-Authenticate", "Bearer"), said.body()));
  }

  static Judged noResource() {
    return answered(web(404, "No HTTP resource was found that matches the request URI."));
  }

  static Judged noMethod(String method) {
    return answered(
        web(405, "The requested resource does not support http method '" + method + "'."));
  }

  static Judged wrongType(String type) {
    return answered(
        web(
            415,
            "The request entity's media type '" + type + "' is not supported for this resource."));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Answer web(int status, String message) {
    return new Answer(status, object().put("message", message));
  }
}
