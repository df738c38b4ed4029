package dev.caravan.sandbox.slack;

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
import java.util.Optional;
import java.util.Set;

/**
 * Slack's Web API, chat.postMessage, chat.update, chat.delete and auth.test, and an incoming
 * webhook.
 */
public final class PretendSlack implements PretendPlatform {
  private static final Set<String> METHODS =
      Set.of("chat.postMessage", "chat.update", "chat.delete", "auth.test");

  private final SlackMessages messages;
  private final SlackWebhook webhook;

  public PretendSlack(Received received, InstantSource clock, Settings settings) {
    this.messages = new SlackMessages(received, clock, settings.refusalsOf(id()));
    this.webhook = new SlackWebhook(messages);
  }

  @Override
  public String id() {
    return "slack";
  }

  @Override
  public Judged judge(Call call) {
    if (SlackWebhook.isFor(call)) {
      return webhook.judge(call);
    }
    String method = call.path().startsWith("api/") ? call.path().substring(4) : "";
    if (!METHODS.contains(method) || !call.method().equals(HttpMethod.POST)) {
      return SlackAnswers.refused("unknown_method");
    }
    Optional<String> token = call.bearer();
    if (token.isEmpty()) {
      return SlackAnswers.refused("not_authed");
    }
    if (!token.get().equals(Tokens.SLACK)) {
      return SlackAnswers.refused("invalid_auth");
    }
    Arguments arguments = Arguments.read(call);
    if (arguments instanceof Arguments.Unreadable unreadable) {
      return SlackAnswers.refused(error(unreadable.why()));
    }
    ObjectNode fields = ((Arguments.Taken) arguments).fields();
    return switch (method) {
      case "chat.postMessage" -> messages.post(fields, call.body().toString());
      case "chat.update" -> messages.update(fields, call.body().toString());
      case "chat.delete" -> messages.delete(fields);
      default -> new Judged.Answered(new Answer(200, SlackAnswers.identity()));
    };
  }

  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return SlackAnswers.rateLimited(retryAfterSeconds);
  }

  @Override
  public Answer serverError() {
    return SlackAnswers.error(503, "service_unavailable");
  }

  @Override
  public Answer rejected() {
    return SlackAnswers.error(200, "is_archived");
  }

  @Override
  public Answer rejected(Call call) {
    return SlackWebhook.isFor(call) ? SlackWebhook.answer(410, "channel_is_archived") : rejected();
  }

  private static String error(Arguments.Why why) {
    return switch (why) {
      case NO_TYPE -> "missing_post_type";
      case WRONG_TYPE -> "invalid_post_type";
      case NOT_JSON -> "invalid_json";
      case NOT_AN_OBJECT -> "json_not_object";
      case NOT_A_FORM -> "invalid_form_data";
    };
  }
}
