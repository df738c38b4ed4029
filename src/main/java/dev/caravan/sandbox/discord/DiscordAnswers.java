package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arrival;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The forms of Discord's successes (discord-api-spec, MessageResponse and UserPIIResponse). */
final class DiscordAnswers {
  private static final String BOT = "1100000000000000001";
  private static final int DEFAULT = 0;
  private static final int REPLY = 19;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DiscordAnswers() {}

  /** The answer of Get Current User. */
  static ObjectNode me() {
    return bot()
        .put("mfa_enabled", false)
        .put("locale", "en-US")
        .put("verified", true)
        .putNull("email")
        .put("flags", 0);
  }

  /** A message as Discord shows it, with what the request said of it. */
  static ObjectNode message(String id, Arrival arrival, Instant sentAt, ObjectNode fields) {
    boolean reply = fields.hasNonNull("message_reference");
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("type", reply ? REPLY : DEFAULT);
    message.put("content", fields.path("content").asText("").strip());
    List<String> notified = arrival.beside().notified();
    ArrayNode mentions = message.putArray("mentions");
    ArrayNode roles = message.putArray("mention_roles");
    for (String one : notified) {
      if (one.startsWith("&")) {
        roles.add(one.substring(1));
      } else if (Character.isDigit(one.charAt(0))) {
        mentions.addObject().put("id", one).put("username", "user" + one);
      }
    }
    message.putArray("attachments");
    message.putArray("embeds");
    message.putArray("components");
    if (!arrival.beside().files().isEmpty()) {
      message.set("embeds", fields.path("embeds"));
    }
    if (fields.path("components").isArray()) {
      message.set("components", fields.path("components"));
    }
    message.put("timestamp", TIME.format(sentAt)).putNull("edited_timestamp");
    message.put("flags", fields.path("flags").asInt());
    message.put("id", id).put("channel_id", arrival.place().conversation());
    message.set("author", bot());
    message.put("pinned", false).put("tts", false);
    message.put("mention_everyone", notified.contains("everyone") || notified.contains("here"));
    if (arrival.key() != null) {
      message.put("nonce", arrival.key());
    }
    if (reply) {
      message.set("message_reference", fields.path("message_reference"));
    }
    return message;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  private static ObjectNode bot() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", BOT)
        .put("username", "caravan")
        .putNull("avatar")
        .put("discriminator", "0000")
        .put("public_flags", 0)
        .putNull("global_name")
        .put("bot", true);
  }
}
