package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.PretendPlatform;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Discord's HTTP API v10: Create Message, Edit Message, Delete Message and Get Current User.
 *
 * <p>Of the media types it takes JSON alone.
 */
public final class PretendDiscord implements PretendPlatform {
  private static final String API = "api/v10/";
  private static final String ME = API + "users/@me";

  private static final Pattern MESSAGES =
      Pattern.compile(API + "channels/([^/]+)/messages(?:/([^/]+))?");

  /** The form that Discord demands (documentation, user agent). */
  private static final Pattern USER_AGENT =
      Pattern.compile("DiscordBot \\(https?://[^\\s,]+, [^\\s)]+\\).*");

  private final DiscordMessages messages;

  public PretendDiscord(Received received, InstantSource clock, Settings settings) {
    this.messages = new DiscordMessages(received, clock, settings);
    // A refusal that cannot be read is better found at start than at its first use.
    settings.refusalsOf(id()).values().forEach(DiscordError::configured);
  }

  @Override
  public String id() {
    return "discord";
  }

  @Override
  public Judged judge(Call call) {
    String agent = call.headers().get(HttpHeaders.USER_AGENT);
    if (agent == null || !USER_AGENT.matcher(agent).matches()) {
      return DiscordError.NO_USER_AGENT.refused();
    }
    String token = call.headers().get(HttpHeaders.AUTHORIZATION);
    if (token == null || !token.equals("Bot " + Tokens.DISCORD)) {
      return DiscordError.UNAUTHORIZED.refused();
    }
    String method = call.method().name();
    if (call.path().equals(ME)) {
      return method.equals("GET")
          ? new Judged.Answered(new Answer(200, DiscordAnswers.me()))
          : DiscordError.NO_SUCH_METHOD.refused();
    }
    Matcher path = MESSAGES.matcher(call.path());
    if (!path.matches()) {
      return DiscordError.NO_SUCH_PATH.refused();
    }
    String channel = path.group(1);
    String message = path.group(2);
    if (message == null) {
      return method.equals("POST")
          ? told(call, fields -> messages.create(channel, fields, call.body().toString()))
          : DiscordError.NO_SUCH_METHOD.refused();
    }
    return switch (method) {
      case "PATCH" ->
          told(
              call,
              fields ->
                  messages.edit(
                      DiscordMessages.key(channel, message), fields, call.body().toString()));
      case "DELETE" -> messages.delete(DiscordMessages.key(channel, message));
      default -> DiscordError.NO_SUCH_METHOD.refused();
    };
  }

  private static Judged told(Call call, Function<ObjectNode, Judged> judge) {
    if (!call.mediaType().equals("application/json")) {
      return DiscordError.INVALID_FORM.refused();
    }
    return Arguments.read(call) instanceof Arguments.Taken taken
        ? judge.apply(taken.fields())
        : DiscordError.INVALID_JSON.refused();
  }

  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return DiscordError.flood(retryAfterSeconds);
  }

  @Override
  public Answer serverError() {
    return DiscordError.OVERLOADED.answer();
  }

  @Override
  public Answer rejected() {
    return DiscordError.NO_PERMISSION.answer();
  }
}
