package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.List;
import java.util.Map;

/** The forms of Slack's answers: HTTP 200 for nearly everything, told apart by {@code ok}. */
final class SlackAnswers {
  static final String TEAM = "T0SANDBOX";
  static final String USER = "U0SANDBOX";
  static final String BOT = "B0SANDBOX";

  private SlackAnswers() {}

  static ObjectNode ok() {
    return JsonNodeFactory.instance.objectNode().put("ok", true);
  }

  static Answer error(int status, String error) {
    return new Answer(status, refusal(error));
  }

  static Judged refused(String error) {
    return new Judged.Answered(error(200, error));
  }

  /** A refusal with Slack's own sentences about what is wrong where. */
  static Judged refused(String error, List<String> details) {
    ObjectNode body = refusal(error);
    if (!details.isEmpty()) {
      ArrayNode errors = body.putArray("errors");
      ArrayNode messages = body.putObject("response_metadata").putArray("messages");
      details.forEach(
          detail -> {
            errors.add(detail);
            messages.add("[ERROR] " + detail);
          });
    }
    return new Judged.Answered(new Answer(200, body));
  }

  static Answer rateLimited(long seconds) {
    return new Answer(429, Map.of("Retry-After", Long.toString(seconds)), refusal("ratelimited"));
  }

  /** The answer of auth.test. */
  static ObjectNode identity() {
    return ok().put("url", "https://sandbox.slack.com/")
        .put("team", "Sandbox")
        .put("user", "caravan")
        .put("team_id", TEAM)
        .put("user_id", USER)
        .put("bot_id", BOT)
        .put("is_enterprise_install", false);
  }

  /** A posted message as Slack shows it. */
  static ObjectNode message(String ts, SlackContent.Fit content) {
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "message")
            .put("user", USER)
            .put("bot_id", BOT)
            .put("team", TEAM)
            .put("text", content.text())
            .put("ts", ts);
    if (!content.blocks().isEmpty()) {
      message.set("blocks", content.blocks());
    }
    return message;
  }

  private static ObjectNode refusal(String error) {
    return JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error);
  }
}
