package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A refusal as Discord writes it (documentation, JSON error codes); 0 is its general code. */
record DiscordError(int status, int code, String message) {
  static final DiscordError UNAUTHORIZED = new DiscordError(401, 0, "401: Unauthorized");
  static final DiscordError NO_SUCH_PATH = new DiscordError(404, 0, "404: Not Found");
  static final DiscordError NO_SUCH_METHOD = new DiscordError(405, 0, "405: Method Not Allowed");
  static final DiscordError NO_USER_AGENT =
      new DiscordError(403, 40333, "Cloudflare is blocking your request; set a proper User Agent.");
  static final DiscordError INVALID_JSON =
      new DiscordError(400, 50109, "The request body contains invalid JSON.");
  static final DiscordError INVALID_FORM = new DiscordError(400, 50035, "Invalid Form Body");
  static final DiscordError UNKNOWN_MESSAGE = new DiscordError(404, 10008, "Unknown Message");
  static final DiscordError EMPTY_MESSAGE =
      new DiscordError(400, 50006, "Cannot send an empty message");
  static final DiscordError NO_PERMISSION = new DiscordError(403, 50013, "Missing Permissions");
  static final DiscordError OVERLOADED =
      new DiscordError(
          503, 130_000, "API resource is currently overloaded. Try again a little later");

  private static final Pattern CONFIGURED = Pattern.compile("([45]\\d\\d) (\\d{1,6}) (.+)");

  /** One from the settings, such as {@code 403 50013 Missing Permissions}. */
  static DiscordError configured(String written) {
    Matcher read = CONFIGURED.matcher(written);
    if (!read.matches()) {
      throw new IllegalArgumentException(
          "'"
              + written
              + "' is no refusal of Discord's; write a status from 400 to 599, a code and a message, for example '403 50013 Missing Permissions'.");
    }
    return new DiscordError(
        Integer.parseInt(read.group(1)), Integer.parseInt(read.group(2)), read.group(3));
  }

  /** Too many requests to one channel; the header's seconds are whole ones, the body's are not. */
  static Answer flood(long seconds) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", "You are being rate limited.")
            .put("retry_after", (double) seconds)
            .put("global", false);
    String after = Long.toString(seconds);
    Map<String, String> headers =
        Map.of(
            "Retry-After", after,
            "X-RateLimit-Limit", "5",
            "X-RateLimit-Remaining", "0",
            "X-RateLimit-Reset-After", after + ".0",
            "X-RateLimit-Bucket", "sandbox",
            "X-RateLimit-Scope", "user");
    return new Answer(429, headers, body);
  }

  Judged refused() {
    return new Judged.Answered(answer());
  }

  Answer answer() {
    return new Answer(status, body());
  }

  ObjectNode body() {
    return JsonNodeFactory.instance.objectNode().put("message", message).put("code", code);
  }
}
