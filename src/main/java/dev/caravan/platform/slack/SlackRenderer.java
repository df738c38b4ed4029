package dev.caravan.platform.slack;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Target;
import dev.caravan.platform.Written;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one part of a message as the body of a method of Slack. */
final class SlackRenderer {
  private SlackRenderer() {}

  /** The body of chat.postMessage; its actions stand below the last part. */
  static String post(Delivery delivery) {
    Map<String, Object> body = addressed(delivery.message().target());
    // Nothing in the text makes Slack fetch a page.
    body.put("unfurl_links", delivery.message().content().extras().linkPreview());
    body.put("unfurl_media", delivery.message().content().extras().linkPreview());
    say(delivery, body);
    return Json.write(body);
  }

  /** The body of chat.update. */
  static String edit(Delivery delivery, String platformId) {
    Map<String, Object> body = named(platformId);
    say(delivery, body);
    return Json.write(body);
  }

  /** The body of chat.delete. */
  static String recall(String platformId) {
    return Json.write(named(platformId));
  }

  private static void say(Delivery delivery, Map<String, Object> body) {
    Content content = delivery.message().content();
    Written written = SlackText.written(content);
    String source = written.texts().get(delivery.part());
    boolean markdown = content.format() == Format.MARKDOWN;
    String text =
        markdown
            ? SlackDialect.of(source, SlackText.limit(content.actions()))
            : SlackText.escaped(source);
    body.put("text", text);
    body.put("mrkdwn", markdown);
    // Nothing in the text notifies a person.
    body.put("link_names", false);
    if (written.isLastText(delivery.part()) && !written.widgets().isEmpty()) {
      Object section = markdown ? SlackBlocks.mrkdwn(text) : SlackBlocks.plain(source);
      body.put("blocks", SlackBlocks.of(section, delivery.message(), written.widgets()));
    }
  }

  /** A message is found by its channel and its ts, as the reader kept them. */
  private static Map<String, Object> named(String platformId) {
    int slash = platformId.indexOf('/');
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("channel", platformId.substring(0, Math.max(0, slash)));
    body.put("ts", platformId.substring(slash + 1));
    return body;
  }

  private static Map<String, Object> addressed(Target target) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("channel", target.recipientId());
    if (target.threadId() != null) {
      body.put("thread_ts", target.threadId());
    }
    return body;
  }
}
