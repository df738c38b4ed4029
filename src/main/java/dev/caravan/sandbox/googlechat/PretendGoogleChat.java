package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's Chat API v1: spaces.messages.create, patch and delete, spaces.list; and beside it the
 * endpoint {@code /token}.
 */
public final class PretendGoogleChat implements PretendPlatform {
  private static final Pattern MESSAGES = Pattern.compile("v1/(spaces/[^/]+)/messages");
  private static final Pattern MESSAGE =
      Pattern.compile("v1/((spaces/[^/]+)/messages/[^/.]+\\.[^/.]+)");

  /** The queries of each call; {@code alt} and {@code prettyPrint} belong to every one. */
  private static final Set<String> OF_CREATE =
      Set.of(
          "requestId",
          "messageId",
          "messageReplyOption",
          "threadKey",
          "createMessageNotificationOptions.notificationType",
          "alt",
          "prettyPrint");

  private static final Set<String> OF_PATCH =
      Set.of("updateMask", "allowMissing", "alt", "prettyPrint");
  private static final Set<String> OF_DELETE = Set.of("force", "alt", "prettyPrint");
  private static final Set<String> OF_LIST =
      Set.of("pageSize", "pageToken", "filter", "alt", "prettyPrint");

  private static final Set<String> REPLY_OPTIONS =
      Set.of("", "MESSAGE_REPLY_OPTION_UNSPECIFIED", ChatThreads.OR_FAIL, ChatThreads.OR_NEW);

  private final ChatGrants grants;
  private final ChatMessages messages;

  public PretendGoogleChat(Received received, InstantSource clock, Settings settings) {
    this.grants = new ChatGrants(clock);
    this.messages = new ChatMessages(received, clock, settings);
    // A refusal that cannot be read is better found at start than at its first use.
    settings.refusalsOf(id()).values().forEach(ChatErrors::of);
  }

  @Override
  public String id() {
    return "google_chat";
  }

  @Override
  public Judged judge(Call call) {
    if (call.path().equals("token") && call.method().equals(HttpMethod.POST)) {
      return new Judged.Answered(grants.grant(call));
    }
    Optional<String> token = call.bearer();
    if (token.isEmpty()) {
      return ChatErrors.unauthenticated("CREDENTIALS_MISSING");
    }
    if (!grants.takes(token.get())) {
      return ChatErrors.unauthenticated("ACCESS_TOKEN_EXPIRED");
    }
    Matcher all = MESSAGES.matcher(call.path());
    if (all.matches() && call.method().equals(HttpMethod.POST)) {
      return known(call, OF_CREATE).orElseGet(() -> create(call, all.group(1)));
    }
    Matcher one = MESSAGE.matcher(call.path());
    if (one.matches() && call.method().equals(HttpMethod.PATCH)) {
      return known(call, OF_PATCH).orElseGet(() -> patch(call, one.group(2), one.group(1)));
    }
    if (one.matches() && call.method().equals(HttpMethod.DELETE)) {
      return known(call, OF_DELETE).orElseGet(() -> messages.delete(one.group(2), one.group(1)));
    }
    if (call.path().equals("v1/spaces") && call.method().equals(HttpMethod.GET)) {
      return known(call, OF_LIST).orElseGet(() -> new Judged.Answered(new Answer(200, spaces())));
    }
    return ChatErrors.refused("NOT_FOUND", "Method not found.");
  }

  private Judged create(Call call, String space) {
    String option = query(call, "messageReplyOption");
    if (!REPLY_OPTIONS.contains(option)) {
      return ChatErrors.refused(
          "INVALID_ARGUMENT",
          "Invalid value at 'message_reply_option' (type.googleapis.com/google.chat.v1.CreateMessageRequest.MessageReplyOption), \"%s\""
              .formatted(option));
    }
    String requestId = call.query().get("requestId");
    return body(call)
        .map(
            body ->
                messages.create(
                    space, new ChatMessages.Asked(body, call.body().toString(), requestId, option)))
        .orElseGet(PretendGoogleChat::unreadable);
  }

  private Judged patch(Call call, String space, String name) {
    return body(call)
        .map(
            body ->
                messages.patch(
                    space, name, query(call, "updateMask"), body, call.body().toString()))
        .orElseGet(PretendGoogleChat::unreadable);
  }

  private static Optional<ObjectNode> body(Call call) {
    return call.mediaType().equals("application/json")
            && Arguments.read(call) instanceof Arguments.Taken taken
        ? Optional.of(taken.fields())
        : Optional.empty();
  }

  private static Judged unreadable() {
    return ChatErrors.refused(
        "INVALID_ARGUMENT", "Invalid JSON payload received. Expected an object.");
  }

  /** The refusal of the first field of the query that the call does not have. */
  private static Optional<Judged> known(Call call, Set<String> names) {
    return call.query().names().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .map(
            name ->
                ChatErrors.refused(
                    "INVALID_ARGUMENT",
                    "Invalid JSON payload received. Unknown name \"%s\": Cannot bind query parameter. Field '%s' could not be found in request message."
                        .formatted(name, name)));
  }

  private static String query(Call call, String name) {
    String value = call.query().get(name);
    return value == null ? "" : value;
  }

  private static ObjectNode spaces() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putArray("spaces")
        .addObject()
        .put("name", "spaces/SANDBOX")
        .put("spaceType", "SPACE")
        .put("displayName", "Sandbox");
    return list;
  }

  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return ChatErrors.exhausted(retryAfterSeconds);
  }

  @Override
  public Answer serverError() {
    return ChatErrors.of("UNAVAILABLE");
  }

  @Override
  public Answer rejected() {
    return ChatErrors.of("PERMISSION_DENIED");
  }
}
