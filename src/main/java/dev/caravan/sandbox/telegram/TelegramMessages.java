package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.MessageKey;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Sends, edits and deletes in Telegram's chats; faults are named in the order of the real one. */
final class TelegramMessages {
  private static final String PLATFORM = "telegram";

  private final Received received;
  private final InstantSource clock;
  private final Settings settings;
  private final Map<Long, AtomicLong> lastIds = new ConcurrentHashMap<>();

  TelegramMessages(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.clock = clock;
    this.settings = settings;
  }

  Judged send(String method, ObjectNode fields, String raw) {
    TelegramContent content = TelegramContent.read(method, fields, settings.strict());
    if (content instanceof TelegramContent.Unfit unfit) {
      return refused(unfit.why());
    }
    TelegramChat named = chat(fields);
    if (named instanceof TelegramChat.Closed closed) {
      return closed.error().refused();
    }
    TelegramChat.Open chat = (TelegramChat.Open) named;
    if (chat.id() == TelegramChat.PLAIN_ONLY && fields.hasNonNull("parse_mode")) {
      return refused("can't parse entities: Unsupported start tag at byte offset 0");
    }
    Optional<String> replyFault = replyFault(fields, chat);
    if (replyFault.isPresent()) {
      return refused(replyFault.get());
    }
    TelegramContent.Fit fit = (TelegramContent.Fit) content;
    if (fit.tooLong()) {
      return refused(fit.tooLongBecause());
    }
    return new Judged.Accepted(
        chat.written(),
        () -> {
          long id = nextId(chat);
          received.add(arrival(chat, fields, fit, raw), Long.toString(id));
          return TelegramAnswers.done(
              TelegramAnswers.message(id, clock.instant(), chat, fit, fields));
        });
  }

  Judged edit(String method, ObjectNode fields, String raw) {
    TelegramContent content = TelegramContent.read(method, fields, settings.strict());
    if (content instanceof TelegramContent.Unfit unfit) {
      return refused(unfit.why());
    }
    TelegramChat named = chat(fields);
    if (named instanceof TelegramChat.Closed closed) {
      return closed.error().refused();
    }
    TelegramChat.Open chat = (TelegramChat.Open) named;
    Optional<ReceivedMessage> found = find(chat, fields.path("message_id"));
    if (found.isEmpty()) {
      return unfound(fields, "message to edit not found");
    }
    TelegramContent.Fit fit = (TelegramContent.Fit) content;
    if (fit.tooLong()) {
      return refused(fit.tooLongBecause());
    }
    ReceivedMessage message = found.get();
    Arrival before = message.arrival();
    if (fit.sameAs(before)) {
      return refused(
          "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
    }
    if (fit.files().isEmpty() && !before.beside().files().isEmpty()) {
      return refused("there is no text in the message to edit");
    }
    Arrival now =
        new Arrival(PLATFORM, before.place(), fit.seen(), fit.beside(), /* key= */ null, raw);
    return new Judged.Accepted(
        before.place().recipientId(),
        () -> {
          received.edit(message.key(), now);
          long id = Long.parseLong(message.platformMessageId());
          ObjectNode shown = TelegramAnswers.message(id, message.receivedAt(), chat, fit, fields);
          return TelegramAnswers.done(shown.put("edit_date", clock.instant().getEpochSecond()));
        });
  }

  Judged delete(ObjectNode fields) {
    TelegramChat named = chat(fields);
    if (named instanceof TelegramChat.Closed closed) {
      return closed.error().refused();
    }
    Optional<ReceivedMessage> found = find((TelegramChat.Open) named, fields.path("message_id"));
    if (found.isEmpty()) {
      return unfound(fields, "message to delete not found");
    }
    ReceivedMessage message = found.get();
    return new Judged.Accepted(
        message.arrival().place().recipientId(),
        () -> {
          received.delete(message.key());
          return TelegramAnswers.done(BooleanNode.TRUE);
        });
  }

  private Optional<String> replyFault(ObjectNode fields, TelegramChat.Open chat) {
    if (fields.hasNonNull("message_thread_id") && fields.path("message_thread_id").asLong() <= 0) {
      return Optional.of("message thread not found");
    }
    if (!fields.hasNonNull("reply_parameters")) {
      return Optional.empty();
    }
    JsonNode reply =
        Arguments.nested(fields.path("reply_parameters"))
            .orElse(JsonNodeFactory.instance.nullNode());
    if (!reply.isObject()) {
      return Optional.of("object expected as reply parameters");
    }
    // Only deleted ones are surely gone: an unknown one may be a person's message.
    boolean gone =
        reply.path("message_id").asLong() <= 0
            || received.wasDeleted(key(chat, reply.path("message_id").asText()));
    return gone && !reply.path("allow_sending_without_reply").asBoolean()
        ? Optional.of("message to be replied not found")
        : Optional.empty();
  }

  private TelegramChat chat(ObjectNode fields) {
    return TelegramChat.read(fields.path("chat_id"), settings.refusalsOf(PLATFORM));
  }

  private Optional<ReceivedMessage> find(TelegramChat.Open chat, JsonNode messageId) {
    return received.find(key(chat, messageId.asText("")));
  }

  private static MessageKey key(TelegramChat.Open chat, String messageId) {
    return new MessageKey(PLATFORM, Long.toString(chat.id()), messageId);
  }

  private static Judged unfound(ObjectNode fields, String otherwise) {
    return refused(
        fields.path("message_id").asLong() > 0 ? otherwise : "message identifier is not specified");
  }

  private long nextId(TelegramChat.Open chat) {
    return lastIds.computeIfAbsent(chat.id(), id -> new AtomicLong()).incrementAndGet();
  }

  private static Arrival arrival(
      TelegramChat.Open chat, ObjectNode fields, TelegramContent.Fit content, String raw) {
    String thread = fields.path("message_thread_id").asText(null);
    Arrival.Place place = new Arrival.Place(chat.written(), Long.toString(chat.id()), thread);
    return new Arrival(PLATFORM, place, content.seen(), content.beside(), /* key= */ null, raw);
  }

  private static Judged refused(String why) {
    return TelegramError.badRequest(why).refused();
  }
}
