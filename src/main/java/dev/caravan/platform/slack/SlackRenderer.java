package dev.caravan.platform.slack;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.platform.Written;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one part of a message as the body of a method of Slack, or of an incoming webhook. */
final class SlackRenderer {
  private final Delivery delivery;
  private final Content content;
  private final Written written;

  /** What people named stand before the first text; empty in the others. */
  private final String mentions;

  private final String source;
  private final String text;

  private SlackRenderer(Delivery delivery) {
    this.delivery = delivery;
    content = delivery.message().content();
    written = SlackText.written(content);
    mentions = delivery.part() == 0 ? SlackMentions.of(content) : "";
    source = written.texts().get(delivery.part());
    text =
        delivery.markdown()
            ? SlackDialect.of(source, SlackText.limit(content) - mentions.length())
            : SlackText.escaped(source);
  }

  /** The body of chat.postMessage; its actions stand below the last part. */
  static String post(Delivery delivery) {
    Map<String, Object> body = addressed(delivery);
    new SlackRenderer(delivery).post(body);
    return Json.write(body);
  }

  /** The body of an incoming webhook's message: text and blocks, for it knows its channel. */
  static String webhook(Delivery delivery) {
    Map<String, Object> body = new LinkedHashMap<>();
    new SlackRenderer(delivery).post(body);
    body.remove("link_names");
    return Json.write(body);
  }

  /** The body of chat.update. */
  static String edit(Delivery delivery, Deed.Edit edit) {
    Map<String, Object> body = named(edit.platformId());
    SlackRenderer renderer = new SlackRenderer(delivery);
    renderer.say(body);
    // Blocks that are not named would stay as they were.
    body.put("blocks", renderer.blocks());
    return Json.write(body);
  }

  /** The body of chat.delete. */
  static String recall(Deed.Recall recall) {
    return Json.write(named(recall.platformId()));
  }

  private void post(Map<String, Object> body) {
    // Nothing in the text makes Slack fetch a page.
    body.put("unfurl_links", content.extras().linkPreview());
    body.put("unfurl_media", content.extras().linkPreview());
    say(body);
    List<Object> blocks = blocks();
    if (!blocks.isEmpty()) {
      body.put("blocks", blocks);
    }
  }

  private void say(Map<String, Object> body) {
    body.put("text", mentions + text);
    body.put("mrkdwn", delivery.markdown());
    // Nothing in the text notifies a person.
    body.put("link_names", false);
  }

  /** Slack shows them in the place of the text; none where the text says it all. */
  private List<Object> blocks() {
    boolean beside =
        written.isLastText(delivery.part())
            && !(written.widgets().isEmpty() && written.inline().isEmpty());
    List<Object> blocks = new ArrayList<>();
    if (beside || (!mentions.isEmpty() && !delivery.markdown())) {
      blocks.addAll(sections());
    }
    if (beside) {
      written
          .inline()
          .forEach(
              image ->
                  blocks.add(
                      delivery.asText() ? SlackImages.link(image) : SlackImages.block(image)));
    }
    if (beside && !written.widgets().isEmpty()) {
      blocks.add(SlackBlocks.actions(delivery.message(), written.widgets()));
    }
    return blocks;
  }

  /** A plain text notifies nobody, so those named stand in a section of their own before it. */
  private List<Object> sections() {
    if (delivery.markdown()) {
      return List.of(SlackBlocks.section(SlackBlocks.mrkdwn(mentions + text)));
    }
    Object plain = SlackBlocks.section(SlackBlocks.plain(source));
    return mentions.isEmpty()
        ? List.of(plain)
        : List.of(SlackBlocks.section(SlackBlocks.mrkdwn(mentions.strip())), plain);
  }

  /** A message is found by its channel and its ts, as the reader kept them. */
  private static Map<String, Object> named(String platformId) {
    int slash = platformId.indexOf('/');
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("channel", platformId.substring(0, Math.max(0, slash)));
    body.put("ts", platformId.substring(slash + 1));
    return body;
  }

  private static Map<String, Object> addressed(Delivery delivery) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("channel", delivery.recipientId());
    String thread = thread(delivery);
    if (thread != null) {
      body.put("thread_ts", thread);
    }
    return body;
  }

  /** The thread that is named, else the one below the message that is answered. */
  private static @Nullable String thread(Delivery delivery) {
    String named = delivery.message().target().threadId();
    String answers = delivery.message().content().extras().answers();
    return named != null || answers == null ? named : answers.substring(answers.indexOf('/') + 1);
  }
}
