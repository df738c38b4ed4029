package dev.caravan.platform.discord;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import dev.caravan.platform.NotSent;
import java.util.Map;
import java.util.Objects;

/** The calls of the API, with the headers that each of them must have. */
final class DiscordCalls {
  /** An address without a version means v6, which is deprecated (documentation, API versioning). */
  private static final String API = "/api/v10";

  /** The form that Discord demands, else Cloudflare refuses (documentation, user agent). */
  private static final String USER_AGENT =
      "DiscordBot (https://caravan.dev, %s)"
          .formatted(
              Objects.requireNonNullElse(
                  DiscordCalls.class.getPackage().getImplementationVersion(), "0"));

  private DiscordCalls() {}

  /** Create Message; in a thread's own channel where there is one. */
  static Call post(Connection connection, Target target, String json) {
    String channel = target.threadId() == null ? target.recipientId() : target.threadId();
    return call("POST", connection, "/channels/" + id(channel) + "/messages", json);
  }

  /** Edit Message. */
  static Call edit(Connection connection, String platformId, String json) {
    return call("PATCH", connection, message(platformId), json);
  }

  /** Delete Message. */
  static Call recall(Connection connection, String platformId) {
    return call("DELETE", connection, message(platformId), "");
  }

  /** Get Current User. */
  static Call whoami(Connection connection) {
    return call("GET", connection, "/users/@me", "");
  }

  /** A message is found by its channel and its id, as the reader kept them. */
  private static String message(String platformId) {
    int slash = platformId.indexOf('/');
    return "/channels/%s/messages/%s"
        .formatted(
            id(platformId.substring(0, Math.max(0, slash))), id(platformId.substring(slash + 1)));
  }

  /** Whatever is no id would make another address of this one. */
  private static String id(String written) {
    if (!Snowflake.is(written)) {
      String why = "'" + written + "' is no id of Discord's, for example 290926798999357250.";
      throw new NotSent(new Outcome.Rejected(Reason.REQUEST_REFUSED, why), why);
    }
    return written;
  }

  private static Call call(String method, Connection connection, String path, String json) {
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bot " + connection.credential("botToken"), "User-Agent", USER_AGENT);
    return new Call(method, connection.url(API + path), headers, json);
  }
}
