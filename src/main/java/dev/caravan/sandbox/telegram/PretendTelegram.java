package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.PretendPlatform;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Telegram's Bot API: sendMessage, sendPhoto, sendDocument, editMessageText, editMessageMedia,
 * deleteMessage and getMe.
 */
public final class PretendTelegram implements PretendPlatform {
  private static final TelegramError NOT_FOUND = new TelegramError(404, "Not Found");

  private final TelegramMessages messages;
  private final boolean strict;

  public PretendTelegram(Received received, InstantSource clock, Settings settings) {
    this.messages = new TelegramMessages(received, clock, settings);
    this.strict = settings.strict();
    // A refusal that cannot be read is better found at start than at its first use.
    settings.refusalsOf(id()).values().forEach(TelegramError::configured);
  }

  @Override
  public String id() {
    return "telegram";
  }

  @Override
  public Judged judge(Call call) {
    int slash = call.path().indexOf('/');
    if (!call.path().startsWith("bot") || slash < 0 || !call.method().equals(HttpMethod.POST)) {
      return NOT_FOUND.refused();
    }
    if (!call.path().substring(3, slash).equals(Tokens.TELEGRAM)) {
      return new TelegramError(401, "Unauthorized").refused();
    }
    String method = call.path().substring(slash + 1).toLowerCase(Locale.ROOT);
    if (!TelegramFields.isMethod(method)) {
      return new TelegramError(404, "Not Found: method not found").refused();
    }
    // The real one takes a body that it cannot read for one without arguments, unless it is JSON.
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    Arguments arguments = Arguments.read(call);
    if (arguments instanceof Arguments.Taken taken) {
      fields = taken.fields();
    } else if (call.mediaType().equals("application/json")) {
      return TelegramError.badRequest("can't parse JSON object").refused();
    }
    Optional<String> unknown = strict ? TelegramFields.unknown(method, fields) : Optional.empty();
    if (unknown.isPresent()) {
      return TelegramError.badRequest("unknown field " + unknown.get()).refused();
    }
    return switch (method) {
      case "sendmessage", "sendphoto", "senddocument" ->
          messages.send(method, fields, call.body().toString());
      case "editmessagetext", "editmessagemedia" ->
          messages.edit(method, fields, call.body().toString());
      case "deletemessage" -> messages.delete(fields);
      default -> new Judged.Answered(TelegramAnswers.done(TelegramAnswers.me()));
    };
  }

  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return TelegramError.flood(retryAfterSeconds).answer();
  }

  @Override
  public Answer serverError() {
    return new TelegramError(500, "Internal Server Error").answer();
  }

  @Override
  public Answer rejected() {
    return new TelegramError(403, "Forbidden: bot was blocked by the user").answer();
  }
}
