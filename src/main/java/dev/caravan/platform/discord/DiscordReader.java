package dev.caravan.platform.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.Answer;
import java.util.List;

/** What an answer of Discord's API means (documentation, HTTP and JSON codes). */
final class DiscordReader {
  private DiscordReader() {}

  static Outcome read(Delivery delivery, Answer answer) {
    JsonNode json = json(answer);
    boolean done = answer.status() >= 200 && answer.status() < 300;
    if (delivery.deed() instanceof Deed.Recall recall) {
      // One that is not there any more is as good as recalled.
      boolean gone = json.path("code").asInt() == DiscordErrors.UNKNOWN_MESSAGE;
      return done || gone ? new Sent(List.of(recall.platformId())) : refused(answer, json, false);
    }
    // Only the refusal of a post to the channel itself says something about the channel.
    boolean ofRecipient =
        delivery.deed() instanceof Deed.Post && delivery.message().target().threadId() == null;
    return done ? accepted(answer, json) : refused(answer, json, ofRecipient);
  }

  /** What an answer of Get Current User means; sent, it names the bot. */
  static Outcome probed(Answer answer) {
    JsonNode json = json(answer);
    String name = json.path("username").asText();
    if (answer.status() == 200) {
      return name.isEmpty() ? notUnderstood(answer) : new Sent(List.of("@" + name));
    }
    return refused(answer, json, false);
  }

  private static Outcome accepted(Answer answer, JsonNode json) {
    String id = json.path("id").asText();
    String channel = json.path("channel_id").asText();
    // An edit needs both: a message is found within its channel only.
    return Snowflake.is(id) && Snowflake.is(channel)
        ? new Sent(List.of(channel + "/" + id))
        : notUnderstood(answer);
  }

  private static Outcome refused(Answer answer, JsonNode json, boolean ofRecipient) {
    int status = answer.status();
    int code = json.path("code").asInt();
    boolean ofDiscord = json.has("message");
    if (status == 429 || DiscordErrors.limited(code)) {
      return DiscordSilence.asked(answer, json);
    }
    if (DiscordErrors.later(code) || (status == 403 && !ofDiscord)) {
      // Discord says that it did nothing; without a body of its own Cloudflare was in the way.
      return new Retry(
          Reason.SERVER_ERROR, said(answer, json), DiscordSilence.named(json).orElse(null));
    }
    if (status >= 500) {
      return new Unknown(Reason.SERVER_ERROR, said(answer, json));
    }
    if (status < 300) {
      return notUnderstood(answer);
    }
    if (status == 401) {
      return new Rejected(Reason.CREDENTIAL_REFUSED, said(answer, json));
    }
    if (!ofDiscord) {
      return new Rejected(
          Reason.REQUEST_REFUSED,
          "HTTP %d is not an answer of Discord's API; see the connection's baseUrl, for example https://discord.com."
              .formatted(status));
    }
    return new Rejected(reason(code, json, ofRecipient), said(answer, json));
  }

  private static Reason reason(int code, JsonNode json, boolean ofRecipient) {
    Reason reason = DiscordErrors.reason(code, json.path("errors"));
    boolean dead = reason == Reason.RECIPIENT_UNKNOWN || reason == Reason.RECIPIENT_UNREACHABLE;
    return dead && !ofRecipient ? Reason.REQUEST_REFUSED : reason;
  }

  /** With the first of the values that were wrong, where it says one. */
  private static String said(Answer answer, JsonNode json) {
    StringBuilder said = new StringBuilder("Discord answered ").append(answer.status());
    if (json.path("code").asInt() != 0) {
      said.append(", code ").append(json.path("code").asInt());
    }
    String message = json.path("message").asText();
    JsonNode errors = json.path("errors").findValue("_errors");
    if (errors != null) {
      message += " (" + errors.path(0).path("message").asText() + ")";
    }
    return said.append(message.isEmpty() ? "." : ": " + Texts.shown(message)).toString();
  }

  private static Outcome notUnderstood(Answer answer) {
    return new Unknown(
        Reason.ANSWER_NOT_UNDERSTOOD,
        "Discord answered %d without naming a message.".formatted(answer.status()));
  }

  private static JsonNode json(Answer answer) {
    return answer.json().orElse(MissingNode.getInstance());
  }
}
