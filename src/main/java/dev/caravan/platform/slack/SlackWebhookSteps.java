package dev.caravan.platform.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.annotations.SerializedName;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.store.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.slack.helper.SlackMessage;
import org.jspecify.annotations.Nullable;

/**
 * The steps around camel-slack, which posts for connections that have an incoming webhook alone.
 */
public final class SlackWebhookSteps {
  /**
   * camel-slack 4.18.0 throws on every status but 2xx, and tells it only in its message, which is
   * Slack's own WebhookResponse as text.
   */
  private static final Pattern ANSWER =
      Pattern.compile(
          "WebhookResponse\\(code=(\\d{3}), message=.*?, headers=(.*?), body=(.*)\\)\\. Exchange\\[",
          Pattern.DOTALL);

  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry-after=\\[([^\\]]*)]", Pattern.CASE_INSENSITIVE);

  /** Replaces the call by what camel-slack writes as JSON. */
  public Post post(Call call) {
    return new Post(call.url(), Json.read(call.json(), JsonNode.class));
  }

  /** What it means that camel-slack threw nothing. */
  public Outcome sent() {
    return SlackWebhook.read(new Answer(200, Map.of(), "ok"));
  }

  /** What it means that camel-slack threw because of Slack's answer. */
  public Outcome refused(Exchange exchange) {
    Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Matcher said = ANSWER.matcher(Objects.toString(thrown == null ? null : thrown.getMessage()));
    if (!said.find()) {
      return new Outcome.Unknown(
          Reason.ANSWER_NOT_UNDERSTOOD, "camel-slack did not say what Slack answered.");
    }
    Matcher after = RETRY_AFTER.matcher(said.group(2));
    Map<String, String> headers = after.find() ? Map.of("Retry-After", after.group(1)) : Map.of();
    return SlackWebhook.read(new Answer(Integer.parseInt(said.group(1)), headers, said.group(3)));
  }

  /**
   * What camel-slack posts. Its own field is the text alone: it would write Slack's block types by
   * their Java names, which Slack does not know.
   */
  public static final class Post extends SlackMessage {
    /** Not written, for it is where it goes; it is a secret. */
    private final transient String url;

    final boolean mrkdwn;

    @SerializedName("unfurl_links")
    final boolean unfurlLinks;

    @SerializedName("unfurl_media")
    final boolean unfurlMedia;

    final @Nullable List<?> blocks;

    Post(String url, JsonNode body) {
      this.url = url;
      setText(body.path("text").asText());
      mrkdwn = body.path("mrkdwn").asBoolean();
      unfurlLinks = body.path("unfurl_links").asBoolean();
      unfurlMedia = body.path("unfurl_media").asBoolean();
      blocks =
          body.has("blocks") ? Json.mapper().convertValue(body.path("blocks"), List.class) : null;
    }

    /** Where it goes; the endpoint asks for it. */
    public String getUrl() {
      return url;
    }

    /** A webhook knows its channel; the endpoint's name is not to stand in for it. */
    @Override
    public void setChannel(@Nullable String channel) {}

    /** Without its address. */
    @Override
    public String toString() {
      return "a post of " + getText().length() + " characters";
    }
  }
}
