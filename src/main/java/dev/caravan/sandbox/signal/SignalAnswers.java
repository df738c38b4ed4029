package dev.caravan.sandbox.signal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.Tokens;

/** The forms of the answers (bbernhard/signal-cli-rest-api, src/api/api.go). */
final class SignalAnswers {
  private SignalAnswers() {}

  /** What was sent, by its time: in quotes, in an object, as released servers have it. */
  static Answer sent(long timestamp) {
    return new Answer(
        201, JsonNodeFactory.instance.objectNode().put("timestamp", Long.toString(timestamp)));
  }

  /** Every fault is a 400, told apart by its words alone. */
  static Answer error(String error) {
    return new Answer(400, JsonNodeFactory.instance.objectNode().put("error", error));
  }

  static Judged refused(String error) {
    return new Judged.Answered(error(error));
  }

  /** Too many; {@code token} is to be sent back with a solved captcha, empty where time helps. */
  static Answer limited(String token) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put(
                "error",
                "Failed to send message due to rate limiting. Use the attached challenge tokens to lift the rate limit restrictions via the '/v1/accounts/{number}/rate-limit-challenge' endpoint.")
            .put("account", Tokens.SIGNAL);
    body.putArray("challenge_tokens").add(token);
    return new Answer(429, body);
  }

  static Answer accounts() {
    return new Answer(200, JsonNodeFactory.instance.arrayNode().add(Tokens.SIGNAL));
  }

  static Answer about() {
    ObjectNode about =
        JsonNodeFactory.instance
            .objectNode()
            .put("build", 2)
            .put("mode", "json-rpc")
            .put("version", "0.100");
    about.putArray("versions").add("v1").add("v2");
    about.putObject("capabilities").putArray("v2/send").add("quotes").add("mentions");
    return new Answer(200, about);
  }
}
