package dev.caravan.platform.telegram;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.platform.Labels;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.Written;
import dev.caravan.platform.text.Mentions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes one part of a message as a method of the Bot API and its body. */
final class TelegramRenderer {
  private static final Pattern ID = Pattern.compile("(-?\\d{1,18})/(\\d{1,18})");

  private final Delivery delivery;
  private final Content content;
  private final Written written;

  /** A method, and its arguments. */
  record Asked(String method, Map<String, Object> body) {}

  private TelegramRenderer(Delivery delivery) {
    this.delivery = delivery;
    this.content = delivery.message().content();
    this.written = TelegramText.written(content);
  }

  /** What the delivery's deed asks of Telegram. */
  static Asked render(Delivery delivery) {
    if (delivery.deed() instanceof Deed.Recall recall) {
      return new Asked("deleteMessage", named(recall.platformId()));
    }
    TelegramRenderer renderer = new TelegramRenderer(delivery);
    return delivery.deed() instanceof Deed.Edit edit
        ? renderer.edit(named(edit.platformId()))
        : renderer.post(addressed(delivery.message().target()));
  }

  private Asked post(Map<String, Object> body) {
    answer(body);
    if (!isFile()) {
      say(body);
      return new Asked("sendMessage", body);
    }
    body.putAll(TelegramFiles.sent(file()));
    return new Asked(TelegramFiles.method(file()), body);
  }

  private Asked edit(Map<String, Object> body) {
    if (!isFile()) {
      say(body);
      return new Asked("editMessageText", body);
    }
    body.put("media", TelegramFiles.media(file()));
    return new Asked("editMessageMedia", body);
  }

  private boolean isFile() {
    return written.isFile(delivery.part()) && !delivery.asText();
  }

  private Attachment file() {
    return written.file(delivery.part());
  }

  /** A message that is gone meanwhile is no reason to say nothing. */
  private void answer(Map<String, Object> body) {
    String answers = content.extras().answers();
    Matcher id = ID.matcher(answers == null ? "" : answers);
    if (delivery.part() == 0 && id.matches()) {
      body.put(
          "reply_parameters",
          Map.of("message_id", Long.valueOf(id.group(2)), "allow_sending_without_reply", true));
    }
  }

  /** The text; its keyboard stands under the last one. */
  private void say(Map<String, Object> body) {
    String mentions = delivery.part() == 0 ? TelegramMentions.html(content) : "";
    boolean html = delivery.markdown() || !mentions.isEmpty();
    body.put("text", html ? mentions + html() : Mentions.inert(source()));
    if (html) {
      body.put("parse_mode", "HTML");
    }
    body.put("link_preview_options", Map.of("is_disabled", !content.extras().linkPreview()));
    if (written.isLastText(delivery.part()) && !written.widgets().isEmpty()) {
      body.put("reply_markup", Keyboard.of(delivery.message(), written.widgets()));
    }
  }

  private String html() {
    int room = delivery.part() == 0 ? TelegramMentions.seen(content) : 0;
    return delivery.markdown()
        ? TelegramDialect.of(source(), TelegramPlatform.TEXT_LIMIT - room)
        : TelegramText.escaped(Mentions.inert(source()));
  }

  /** A file that Telegram did not fetch is a link. */
  private String source() {
    return written.isFile(delivery.part())
        ? Labels.cut(Written.link(file()), TelegramPlatform.TEXT_LIMIT)
        : written.texts().get(delivery.part());
  }

  /** A message is found by its chat and its number, as the reader kept them. */
  private static Map<String, Object> named(String platformId) {
    int slash = platformId.indexOf('/');
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("chat_id", Long.valueOf(platformId.substring(0, slash)));
    body.put("message_id", Long.valueOf(platformId.substring(slash + 1)));
    return body;
  }

  private static Map<String, Object> addressed(Target target) {
    Map<String, Object> body = new LinkedHashMap<>();
    String chat = target.recipientId();
    body.put("chat_id", TelegramPlatform.number(chat) ? (Object) Long.valueOf(chat) : chat);
    if (target.threadId() != null) {
      body.put("message_thread_id", thread(target.threadId()));
    }
    return body;
  }

  /** Telegram reads what is no number as no topic, and would post for the whole group to see. */
  private static long thread(String threadId) {
    if (new TelegramPlatform().threadFault(threadId).isPresent()) {
      String why = "Thread '" + threadId + "' is no number; write for example 7.";
      throw new NotSent(new Outcome.Rejected(Reason.REQUEST_REFUSED, why), why);
    }
    return Long.parseLong(threadId);
  }
}
