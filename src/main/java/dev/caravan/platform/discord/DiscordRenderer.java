package dev.caravan.platform.discord;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Fingerprint;
import dev.caravan.message.Target;
import dev.caravan.platform.Written;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one part of a message as the body of Create Message or Edit Message. */
final class DiscordRenderer {
  /** Shows no embed: no link's preview, but no image either (documentation, message flags). */
  private static final int SUPPRESS_EMBEDS = 1 << 2;

  /** The most characters of a nonce (Discord's documentation, Create Message). */
  private static final int NONCE = 25;

  private DiscordRenderer() {}

  /** The body of Create Message; its actions and images stand with the last part. */
  static String post(Delivery delivery) {
    Map<String, Object> body = new LinkedHashMap<>();
    say(delivery, body);
    // A repeated request of the same nonce is answered with the message that is there already.
    body.put("nonce", Fingerprint.of(delivery.key()).substring(0, NONCE));
    body.put("enforce_nonce", true);
    String answered = delivery.message().content().extras().answers();
    if (answered != null && delivery.part() == 0) {
      answer(delivery.message().target(), answered, body);
    }
    return Json.write(body);
  }

  /** The body of Edit Message; what it leaves out would stay. */
  static String edit(Delivery delivery) {
    Map<String, Object> body = new LinkedHashMap<>();
    say(delivery, body);
    return Json.write(body);
  }

  private static void say(Delivery delivery, Map<String, Object> body) {
    Content content = delivery.message().content();
    Written written = DiscordText.written(content);
    boolean last = written.isLastText(delivery.part());
    List<Attachment> images = last ? written.inline() : List.of();
    boolean preview = content.extras().linkPreview();
    // The flag would hide the images too: beside them each link is kept from showing its preview.
    boolean quiet = !preview && !images.isEmpty();
    DiscordMentions mentions =
        delivery.part() == 0 ? DiscordMentions.of(content) : DiscordMentions.NONE;
    String source = written.texts().get(delivery.part());
    body.put("content", mentions.before(DiscordText.said(content, source, quiet)));
    body.put("allowed_mentions", mentions.allowed());
    body.put("flags", preview || quiet ? 0 : SUPPRESS_EMBEDS);
    body.put("embeds", DiscordEmbeds.of(images));
    body.put(
        "components",
        last ? DiscordComponents.rows(delivery.message(), written.widgets()) : List.of());
  }

  /** Discord refuses an answer to a message of another channel, so that becomes a plain message. */
  private static void answer(Target target, String answered, Map<String, Object> body) {
    int slash = answered.indexOf('/');
    String channel = target.threadId() == null ? target.recipientId() : target.threadId();
    String id = answered.substring(slash + 1);
    if (Snowflake.is(id) && (slash < 0 || answered.substring(0, slash).equals(channel))) {
      body.put("message_reference", Map.of("message_id", id, "fail_if_not_exists", false));
    }
  }
}
