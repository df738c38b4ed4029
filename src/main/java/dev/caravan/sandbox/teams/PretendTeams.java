package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.PretendPlatform;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;

/**
 * Teams: activities posted, answered, edited and deleted, the members of a conversation, and the
 * endpoint that gives out access tokens.
 */
public final class PretendTeams implements PretendPlatform {
  private static final List<String> TOKEN_PATH = List.of("oauth2", "v2.0", "token");

  private final TeamsMessages messages;
  private final TeamsSignIn signIn;

  public PretendTeams(Received received, InstantSource clock, Settings settings) {
    this.messages = new TeamsMessages(received, clock, settings);
    this.signIn = new TeamsSignIn(clock);
    // A refusal that cannot be read is better found at start than at its first use.
    settings.refusalsOf(id()).values().forEach(TeamsRefusal::configured);
  }

  @Override
  public String id() {
    return "teams";
  }

  @Override
  public Judged judge(Call call) {
    List<String> path = List.of(call.path().split("/", -1));
    if (path.equals(TOKEN_PATH)) {
      return signIn.judge(call);
    }
    boolean conversation =
        path.size() > 3 && path.subList(0, 2).equals(List.of("v3", "conversations"));
    if (!conversation) {
      return TeamsAnswers.noResource();
    }
    if (!signIn.knows(call)) {
      return TeamsAnswers.unauthorized();
    }
    TeamsConversation named = messages.conversation(path.get(2));
    if (named instanceof TeamsConversation.Closed closed) {
      return closed.refusal().refused();
    }
    return within((TeamsConversation.Open) named, path.subList(3, path.size()), call);
  }

  private Judged within(TeamsConversation.Open conversation, List<String> path, Call call) {
    HttpMethod method = call.method();
    if (path.equals(List.of("pagedmembers"))) {
      return method.equals(HttpMethod.GET)
          ? TeamsAnswers.answered(TeamsAnswers.members())
          : TeamsAnswers.noMethod(method.name());
    }
    if (!path.get(0).equals("activities") || path.size() > 2) {
      return TeamsAnswers.noResource();
    }
    String activity = path.size() == 2 ? path.get(1) : "";
    if (method.equals(HttpMethod.DELETE) && !activity.isEmpty()) {
      return messages.delete(conversation, activity);
    }
    boolean edit = method.equals(HttpMethod.PUT) && !activity.isEmpty();
    if (!edit && !method.equals(HttpMethod.POST)) {
      return TeamsAnswers.noMethod(method.name());
    }
    if (!call.mediaType().equals("application/json")) {
      return TeamsAnswers.wrongType(call.mediaType());
    }
    if (!(Arguments.read(call) instanceof Arguments.Taken taken)) {
      return TeamsRefusal.syntax("The body is not a JSON object.").refused();
    }
    ObjectNode fields = taken.fields();
    String raw = call.body().toString();
    return edit
        ? messages.edit(conversation, activity, fields, raw)
        : messages.post(conversation, activity, fields, raw);
  }

  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return TeamsAnswers.throttled(retryAfterSeconds);
  }

  @Override
  public Answer serverError() {
    return new TeamsRefusal(503, "ServiceUnavailable", "Service is unavailable.").answer();
  }

  @Override
  public Answer rejected() {
    return TeamsRefusal.NOT_IN_ROSTER.answer();
  }
}
