package dev.caravan.platform.slack;

import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import dev.caravan.platform.NotSent;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection that has nothing but the address of an incoming webhook: it posts into one channel,
 * and is told no more than that it did.
 *
 * <p>Errors by docs.slack.dev, incoming webhooks, and its changelog of 2016-05-17.
 */
final class SlackWebhook {
  static final String CREDENTIAL = "webhookUrl";

  /** What Slack's own examples of Retry-After show; for an answer that names none. */
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(30);

  private static final Map<String, Reason> REASONS = new HashMap<>();

  static {
    all(Reason.RECIPIENT_UNKNOWN, "channel_not_found", "user_not_found");
    all(
        Reason.RECIPIENT_UNREACHABLE,
        "channel_is_archived",
        "action_prohibited",
        "posting_to_general_channel_denied");
    all(
        Reason.CREDENTIAL_REFUSED,
        "invalid_token",
        "no_active_hooks",
        "no_service",
        "no_service_id",
        "no_team",
        "team_disabled");
    all(
        Reason.CONTENT_REFUSED,
        "no_text",
        "invalid_payload",
        "invalid_blocks",
        "invalid_blocks_format",
        "too_many_attachments");
  }

  private SlackWebhook() {}

  private static void all(Reason reason, String... errors) {
    List.of(errors).forEach(error -> REASONS.put(error, reason));
  }

  /** Whether the connection has no other way to send. */
  static boolean alone(Connection.Endpoint endpoint) {
    Map<String, String> credentials = endpoint.credentials();
    return !credentials.containsKey("botToken") && credentials.containsKey(CREDENTIAL);
  }

  /** What camel-slack is given to post. */
  static Call call(Delivery delivery, Connection connection) {
    if (!(delivery.deed() instanceof Deed.Post)) {
      throw refused(
          "An incoming webhook can neither edit nor recall; give the connection a botToken.");
    }
    return Call.handedOver(address(connection), SlackRenderer.webhook(delivery));
  }

  /** camel-slack throws on what is no address after it has gone on as if it had posted. */
  private static String address(Connection connection) {
    String url = connection.credential(CREDENTIAL);
    try {
      URI uri = new URI(url);
      boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (http && uri.getHost() != null && url.indexOf(')') < 0) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, without what it holds.
    }
    throw new NotSent(
        new Rejected(
            Reason.CREDENTIAL_REFUSED,
            "The webhookUrl is no address; write for example https://hooks.slack.com/services/T0/B0/x."),
        "no address");
  }

  /** A webhook cannot be asked whose it is. */
  static NotSent noProbe() {
    return refused("An incoming webhook cannot be asked whose it is; send a message to try it.");
  }

  private static NotSent refused(String why) {
    return new NotSent(new Rejected(Reason.REQUEST_REFUSED, why), why);
  }

  /** What an answer means; a good one names nothing, so that there is nothing to edit. */
  static Outcome read(Answer answer) {
    String error = answer.body().strip();
    if (answer.status() >= 200 && answer.status() < 300) {
      return new Outcome.Sent(List.of());
    }
    if (answer.status() == 429) {
      return new Limited(answer.retryAfter().orElse(USUAL_SILENCE), Scope.CONNECTION);
    }
    if (answer.status() == 503) {
      return new Retry(
          Reason.SERVER_ERROR,
          "Slack was not available and took nothing.",
          answer.retryAfter().orElse(null));
    }
    if (answer.status() >= 500) {
      return new Unknown(Reason.SERVER_ERROR, "Slack answered " + answer.status() + ".");
    }
    return new Rejected(
        REASONS.getOrDefault(error, Reason.REQUEST_REFUSED),
        "Slack refused: %d %s".formatted(answer.status(), Texts.shown(error)));
  }
}
