package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.PretendPlatform;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import java.time.InstantSource;
import java.util.Optional;

/** LINE's Messaging API: a push, its dry run, the bot's info and its quota. */
public final class PretendLine implements PretendPlatform {
  private final LinePushes pushes;

  public PretendLine(Received received, InstantSource clock, Settings settings) {
    this.pushes = new LinePushes(received, clock, settings);
    // A refusal that cannot be read is better found at start than at its first use.
    settings.refusalsOf(id()).values().forEach(LineAnswers::configured);
  }

  @Override
  public String id() {
    return "line";
  }

  @Override
  public Judged judge(Call call) {
    if (!call.bearer().equals(Optional.of(Tokens.LINE))) {
      return LineAnswers.refused(
          401,
          "Authentication failed. Confirm that the access token in the authorization header is valid.");
    }
    return switch (call.method() + " " + call.path()) {
      case "POST v2/bot/message/push" -> pushes.push(call);
      case "POST v2/bot/message/validate/push" -> pushes.validate(call);
      case "GET v2/bot/info" -> answered(LineAnswers.identity());
      case "GET v2/bot/message/quota" ->
          answered(new Answer(200, JsonNodeFactory.instance.objectNode().put("type", "none")));
      default -> LineAnswers.refused(404, "Not found");
    };
  }

  private static Judged answered(Answer answer) {
    return new Judged.Answered(answer);
  }

  /** LINE names no time after which it takes more. */
  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return LineAnswers.error(429, "The API rate limit has been exceeded. Try again later.");
  }

  @Override
  public Answer serverError() {
    return LineAnswers.error(500, "Internal Server Error");
  }

  @Override
  public Answer rejected() {
    return LineAnswers.error(400, "Failed to send messages");
  }
}
