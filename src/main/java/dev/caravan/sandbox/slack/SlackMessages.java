package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.MessageKey;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.ReceivedMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts, updates and deletes in Slack's conversations. */
final class SlackMessages {
  private static final String PLATFORM = "slack";

  /** Slack, chat.postMessage: the real one truncates beyond; the sandbox refuses. In characters. */
  private static final int LONGEST_POST = 40_000;

  /** Slack, chat.update, msg_too_long: in characters. */
  private static final int LONGEST_UPDATE = 4_000;

  private final Received received;
  private final SlackTimestamps timestamps;
  private final Map<String, String> refusals;

  SlackMessages(Received received, InstantSource clock, Map<String, String> refusals) {
    this.received = received;
    this.timestamps = new SlackTimestamps(clock);
    this.refusals = refusals;
  }

  Judged post(ObjectNode fields, String raw) {
    String channel = fields.path("channel").asText("");
    SlackChannel read = SlackChannel.read(channel, refusals);
    if (read instanceof SlackChannel.Closed closed) {
      return SlackAnswers.refused(closed.error());
    }
    String conversation = ((SlackChannel.Open) read).conversation();
    SlackContent content = SlackContent.read(fields, LONGEST_POST);
    if (content instanceof SlackContent.Unfit unfit) {
      return SlackAnswers.refused(unfit.error(), unfit.details());
    }
    String thread = fields.path("thread_ts").asText(null);
    Optional<Judged> threadFault = thread == null ? Optional.empty() : thread(conversation, thread);
    if (threadFault.isPresent()) {
      return threadFault.get();
    }
    SlackContent.Fit fit = (SlackContent.Fit) content;
    Arrival.Place place = new Arrival.Place(channel, conversation, thread);
    return new Judged.Accepted(channel, () -> posted(place, fit, raw));
  }

  private Answer posted(Arrival.Place place, SlackContent.Fit content, String raw) {
    String ts = timestamps.next();
    received.add(
        new Arrival(
            PLATFORM, place, content.sight().text(), content.beside(), /* key= */ null, raw),
        ts);
    ObjectNode message = SlackAnswers.message(ts, content);
    if (place.threadId() != null) {
      message.put("thread_ts", place.threadId());
    }
    ObjectNode body = SlackAnswers.ok().put("channel", place.conversation()).put("ts", ts);
    body.set("message", message);
    return new Answer(200, body);
  }

  /**
   * Why nothing can be said in this thread. A well-formed timestamp that nobody knows passes, as
   * Slack lets it pass (slackapi/python-slack-sdk issue 840); it may be a person's message.
   */
  private Optional<Judged> thread(String conversation, String ts) {
    if (!SlackTimestamps.wellFormed(ts)) {
      return Optional.of(
          SlackAnswers.refused("invalid_thread_ts", List.of(ts + " is not a valid thread_ts")));
    }
    return received.wasDeleted(new MessageKey(PLATFORM, conversation, ts))
        ? Optional.of(SlackAnswers.refused("thread_not_found"))
        : Optional.empty();
  }

  Judged update(ObjectNode fields, String raw) {
    Optional<ReceivedMessage> found = named(fields);
    if (found.isEmpty()) {
      return unknown(fields);
    }
    SlackContent content = SlackContent.read(fields, LONGEST_UPDATE);
    if (content instanceof SlackContent.Unfit unfit) {
      return SlackAnswers.refused(unfit.error(), unfit.details());
    }
    ReceivedMessage message = found.get();
    Arrival.Place place = message.arrival().place();
    SlackContent.Fit fit = (SlackContent.Fit) content;
    Arrival now =
        new Arrival(PLATFORM, place, fit.sight().text(), fit.beside(), /* key= */ null, raw);
    return new Judged.Accepted(
        place.recipientId(),
        () -> {
          received.edit(message.key(), now);
          ObjectNode body = known(message).put("text", fit.text());
          body.set("message", SlackAnswers.message(message.platformMessageId(), fit));
          return new Answer(200, body);
        });
  }

  Judged delete(ObjectNode fields) {
    Optional<ReceivedMessage> found = named(fields);
    if (found.isEmpty()) {
      return unknown(fields);
    }
    ReceivedMessage message = found.get();
    return new Judged.Accepted(
        message.arrival().place().recipientId(),
        () -> {
          received.delete(message.key());
          return new Answer(200, known(message));
        });
  }

  private Optional<ReceivedMessage> named(ObjectNode fields) {
    return received.find(
        new MessageKey(PLATFORM, fields.path("channel").asText(""), fields.path("ts").asText("")));
  }

  private Judged unknown(ObjectNode fields) {
    return SlackChannel.read(fields.path("channel").asText(""), refusals)
            instanceof SlackChannel.Closed closed
        ? SlackAnswers.refused(closed.error())
        : SlackAnswers.refused("message_not_found");
  }

  private static ObjectNode known(ReceivedMessage message) {
    return SlackAnswers.ok()
        .put("channel", message.arrival().place().conversation())
        .put("ts", message.platformMessageId());
  }
}
