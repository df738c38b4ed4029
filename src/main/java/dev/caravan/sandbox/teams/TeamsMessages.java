package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.MessageKey;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Settings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Posts, edits and deletes in Teams' conversations. */
final class TeamsMessages {
  private static final String PLATFORM = "teams";

  /** "Format your bot messages": 100 KB in UTF-16, images in Base64 aside. */
  private static final int LARGEST = 100 * 1024;

  private static final TeamsRefusal UNKNOWN =
      new TeamsRefusal(404, "ActivityNotFoundInConversation", "The message was not found.");

  private final Received received;
  private final InstantSource clock;
  private final Settings settings;
  private final AtomicLong lastId = new AtomicLong();

  TeamsMessages(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.clock = clock;
    this.settings = settings;
  }

  TeamsConversation conversation(String id) {
    return TeamsConversation.read(id, settings.refusalsOf(PLATFORM));
  }

  /**
   * A new activity.
   *
   * @param answered the id of the one that it answers to; empty for none
   */
  Judged post(TeamsConversation.Open conversation, String answered, ObjectNode fields, String raw) {
    Optional<TeamsRefusal> fault = fault(conversation, fields, raw);
    if (fault.isPresent()) {
      return fault.get().refused();
    }
    // Only deleted ones are surely gone: an unknown one may be a person's message.
    if (received.wasDeleted(key(conversation, answered))) {
      return UNKNOWN.refused();
    }
    TeamsActivity read = TeamsActivity.read(fields, settings.strict());
    if (read instanceof TeamsActivity.Unfit unfit) {
      return unfit.refusal().refused();
    }
    TeamsActivity.Fit fit = (TeamsActivity.Fit) read;
    return new Judged.Accepted(
        conversation.recipientId(),
        () -> {
          String id = nextId();
          received.add(arrival(conversation, fit, raw), id);
          // "Messages in bot conversations": a text beside an attachment is split, and none named.
          return fit.split() ? TeamsAnswers.nothing() : TeamsAnswers.resource(201, id);
        });
  }

  Judged edit(TeamsConversation.Open conversation, String id, ObjectNode fields, String raw) {
    Optional<TeamsRefusal> fault = fault(conversation, fields, raw);
    if (fault.isPresent()) {
      return fault.get().refused();
    }
    Optional<ReceivedMessage> found = received.find(key(conversation, id));
    if (found.isEmpty()) {
      return UNKNOWN.refused();
    }
    TeamsActivity read = TeamsActivity.read(fields, settings.strict());
    if (read instanceof TeamsActivity.Unfit unfit) {
      return unfit.refusal().refused();
    }
    if (((TeamsActivity.Fit) read).split()) {
      return TeamsRefusal.syntax("Activity resulted into multiple skype activities").refused();
    }
    return new Judged.Accepted(
        conversation.recipientId(),
        () -> {
          received.edit(found.get().key(), arrival(conversation, (TeamsActivity.Fit) read, raw));
          return TeamsAnswers.resource(200, id);
        });
  }

  Judged delete(TeamsConversation.Open conversation, String id) {
    MessageKey key = key(conversation, id);
    if (received.find(key).isEmpty()) {
      return UNKNOWN.refused();
    }
    return new Judged.Accepted(
        conversation.recipientId(),
        () -> {
          received.delete(key);
          return TeamsAnswers.nothing();
        });
  }

  private static Optional<TeamsRefusal> fault(
      TeamsConversation.Open conversation, ObjectNode fields, String raw) {
    if (2 * raw.length() > LARGEST) {
      return Optional.of(new TeamsRefusal(413, "MessageSizeTooBig", "Message size too large."));
    }
    String named = fields.path("conversation").path("id").asText(conversation.id());
    return named.equals(conversation.id())
        ? Optional.empty()
        : Optional.of(TeamsRefusal.argument("The body names another conversation than the path."));
  }

  private static Arrival arrival(
      TeamsConversation.Open conversation, TeamsActivity.Fit fit, String raw) {
    Arrival.Place place =
        new Arrival.Place(conversation.recipientId(), conversation.id(), conversation.threadId());
    return new Arrival(PLATFORM, place, fit.text(), fit.beside(), /* key= */ null, raw);
  }

  private static MessageKey key(TeamsConversation.Open conversation, String id) {
    return new MessageKey(PLATFORM, conversation.id(), id);
  }

  /** The milliseconds of its arrival, each later than the one before. */
  private String nextId() {
    long now = clock.instant().toEpochMilli();
    return Long.toString(lastId.updateAndGet(last -> Math.max(last + 1, now)));
  }
}
