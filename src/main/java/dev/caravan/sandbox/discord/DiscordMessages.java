package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.MessageKey;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Settings;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, edits and deletes messages in Discord's channels. */
final class DiscordMessages {
  private static final String PLATFORM = "discord";

  private final Received received;
  private final InstantSource clock;
  private final Settings settings;
  private final DiscordSnowflakes ids;
  private final DiscordNonces nonces;

  DiscordMessages(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.clock = clock;
    this.settings = settings;
    this.ids = new DiscordSnowflakes(clock);
    this.nonces = new DiscordNonces(clock);
  }

  Judged create(String channel, ObjectNode fields, String raw) {
    Optional<Judged> closed = refusal(channel);
    if (closed.isPresent()) {
      return closed.get();
    }
    DiscordContent content = DiscordContent.read(fields, DiscordContent.CREATED, settings.strict());
    if (content instanceof DiscordContent.Unfit unfit) {
      return unfit.refusal();
    }
    Optional<Judged> unanswerable = referenceFault(channel, fields.path("message_reference"));
    if (unanswerable.isPresent()) {
      return unanswerable.get();
    }
    DiscordContent.Fit fit = (DiscordContent.Fit) content;
    String nonce = fields.path("enforce_nonce").asBoolean() ? nonce(fields) : null;
    Arrival.Place place = new Arrival.Place(channel, channel, /* threadId= */ null);
    Arrival arrival = new Arrival(PLATFORM, place, fit.text(), fit.beside(), nonce, raw);
    return new Judged.Accepted(
        channel,
        () ->
            new Answer(
                200,
                nonce == null
                    ? created(arrival, fields)
                    : nonces.once(nonce, () -> created(arrival, fields))));
  }

  private ObjectNode created(Arrival arrival, ObjectNode fields) {
    String id = ids.next();
    received.add(arrival, id);
    return DiscordAnswers.message(id, arrival, clock.instant(), fields);
  }

  Judged edit(MessageKey key, ObjectNode fields, String raw) {
    Optional<ReceivedMessage> found = received.find(key);
    if (found.isEmpty()) {
      return unfound(key);
    }
    Arrival before = found.get().arrival();
    DiscordContent content = DiscordContent.read(fields, DiscordContent.EDITED, settings.strict());
    if (content instanceof DiscordContent.Unfit unfit) {
      return unfit.refusal();
    }
    Arrival now = edited(before, (DiscordContent.Fit) content, fields, raw);
    return new Judged.Accepted(
        before.place().recipientId(),
        () -> {
          received.edit(key, now);
          ObjectNode message =
              DiscordAnswers.message(
                  key.platformMessageId(), now, found.get().receivedAt(), fields);
          message.put("edited_timestamp", DiscordAnswers.time(clock.instant()));
          if (!fields.has("content")) {
            message.put("content", now.text());
          }
          return new Answer(200, message);
        });
  }

  /** What an edit leaves out stays as it was. */
  private static Arrival edited(
      Arrival before, DiscordContent.Fit now, ObjectNode fields, String raw) {
    boolean shows = fields.has("embeds") || fields.has("flags");
    Arrival.Beside beside =
        new Arrival.Beside(
            fields.has("components") ? now.beside().actions() : before.actions(),
            fields.has("content") ? now.beside().notified() : before.beside().notified(),
            shows ? now.beside().files() : before.beside().files());
    String text = fields.has("content") ? now.text() : before.text();
    return new Arrival(PLATFORM, before.place(), text, beside, before.key(), raw);
  }

  Judged delete(MessageKey key) {
    Optional<ReceivedMessage> found = received.find(key);
    if (found.isEmpty()) {
      return unfound(key);
    }
    return new Judged.Accepted(
        found.get().arrival().place().recipientId(),
        () -> {
          received.delete(key);
          return new Answer(204, MissingNode.getInstance());
        });
  }

  /** Only deleted ones are surely gone: an unknown one may be a person's message. */
  private Optional<Judged> referenceFault(String channel, JsonNode reference) {
    MessageKey answered = key(channel, reference.path("message_id").asText());
    boolean elsewhere =
        reference.hasNonNull("channel_id")
            && !reference.path("channel_id").asText().equals(channel);
    boolean gone =
        received.wasDeleted(answered) && reference.path("fail_if_not_exists").asBoolean(true);
    if (!elsewhere && !gone) {
      return Optional.empty();
    }
    DiscordFindings findings = new DiscordFindings(settings.strict());
    findings.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
    return Optional.of(findings.refused());
  }

  private Optional<Judged> refusal(String channel) {
    return DiscordChannel.refusal(channel, settings.refusalsOf(PLATFORM));
  }

  private Judged unfound(MessageKey key) {
    return refusal(key.conversation()).orElseGet(DiscordError.UNKNOWN_MESSAGE::refused);
  }

  static MessageKey key(String channel, String id) {
    return new MessageKey(PLATFORM, channel, id);
  }

  private static @Nullable String nonce(ObjectNode fields) {
    return fields.hasNonNull("nonce") ? fields.path("nonce").asText() : null;
  }
}
