package dev.caravan.platform.slack;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Target;
import dev.caravan.platform.Shown;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one part of a message as the body of chat.postMessage. */
final class SlackRenderer {
  private SlackRenderer() {}

  /** The body as JSON; its actions stand below the last part. */
  static String json(Delivery delivery) {
    Content content = delivery.message().content();
    List<String> parts = SlackText.parts(content);
    String written = parts.get(delivery.part());
    boolean markdown = content.format() == Format.MARKDOWN;
    String text =
        markdown
            ? SlackDialect.of(written, SlackText.limit(content.actions()))
            : SlackText.escaped(written);
    Map<String, Object> body = addressed(delivery.message().target());
    body.put("text", text);
    body.put("mrkdwn", markdown);
    // Nothing in the text makes Slack fetch a page or notify a person.
    body.put("unfurl_links", false);
    body.put("unfurl_media", false);
    body.put("link_names", false);
    Shown shown = SlackText.shown(content);
    if (delivery.part() == parts.size() - 1 && !shown.widgets().isEmpty()) {
      Object section = markdown ? SlackBlocks.mrkdwn(text) : SlackBlocks.plain(written);
      body.put("blocks", SlackBlocks.of(section, delivery.message(), shown.widgets()));
    }
    return Json.write(body);
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
