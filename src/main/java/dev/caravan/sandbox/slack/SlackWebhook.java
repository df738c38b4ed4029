package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.Tokens;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;

/**
 * An incoming webhook: it posts into one channel and answers in bare words (Slack, "Sending
 * messages using incoming webhooks", and its changelog of 2016-05-17).
 */
final class SlackWebhook {
  private static final String PREFIX = "services/";

  /** The one channel that the webhook posts to. */
  private static final String CHANNEL = "C0WEBHOOK";

  /** What stands in the place of the service's id to be refused always. */
  private static final Map<String, Judged> MAGIC =
      Map.of(
          "B0DEAD", refused(404, "channel_not_found"),
          "B0GONE", refused(410, "channel_is_archived"),
          "B0LOCKED", refused(403, "action_prohibited"));

  private final SlackMessages messages;

  SlackWebhook(SlackMessages messages) {
    this.messages = messages;
  }

  static boolean isFor(Call call) {
    return call.path().startsWith(PREFIX);
  }

  Judged judge(Call call) {
    String[] named = call.path().split("/", -1);
    if (!call.method().equals(HttpMethod.POST)) {
      return refused(405, "invalid_method");
    }
    if (named.length != 4) {
      return refused(404, "no_service");
    }
    Judged magic = MAGIC.get(named[2]);
    if (magic != null) {
      return magic;
    }
    if (!call.path().equals(Tokens.SLACK_WEBHOOK)) {
      boolean known = Tokens.SLACK_WEBHOOK.startsWith(PREFIX + named[1] + "/" + named[2] + "/");
      return known ? refused(403, "invalid_token") : refused(404, "no_service");
    }
    Optional<ObjectNode> payload = payload(call);
    return payload.isEmpty()
        ? refused(400, "invalid_payload")
        : post(payload.get(), call.body().toString());
  }

  private Judged post(ObjectNode payload, String raw) {
    payload.put("channel", CHANNEL);
    Judged judged = messages.post(payload, raw);
    if (judged instanceof Judged.Accepted accepted) {
      return new Judged.Accepted(
          CHANNEL,
          () -> {
            accepted.act().perform();
            return answer(200, "ok");
          });
    }
    // The method's own words, as no_text and invalid_blocks, with the webhook's status.
    Answer said = ((Judged.Answered) judged).answer();
    return refused(400, said.body().path("error").asText());
  }

  /** The JSON of the body, or of its form's field {@code payload}. */
  private static Optional<ObjectNode> payload(Call call) {
    if (call.body().length() == 0 || !(Arguments.read(call) instanceof Arguments.Taken taken)) {
      return Optional.empty();
    }
    return call.mediaType().equals("application/json")
        ? Optional.of(taken.fields())
        : Arguments.nested(taken.fields().path("payload"))
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast);
  }

  static Answer answer(int status, String word) {
    return new Answer(status, TextNode.valueOf(word));
  }

  private static Judged refused(int status, String word) {
    return new Judged.Answered(answer(status, word));
  }
}
