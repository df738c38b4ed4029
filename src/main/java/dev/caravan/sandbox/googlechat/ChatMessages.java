package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.MessageKey;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, patches and deletes messages in Google Chat's spaces. */
final class ChatMessages {
  private static final String PLATFORM = "google_chat";

  private final Received received;
  private final InstantSource clock;
  private final Settings settings;
  private final ChatThreads threads;
  private final Map<String, String> byRequest;

  ChatMessages(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.clock = clock;
    this.settings = settings;
    this.threads = new ChatThreads(settings.keptMessages());
    this.byRequest = new Newest<>(settings.keptMessages());
  }

  /** A message to be created, as its call said it. */
  record Asked(ObjectNode body, String raw, @Nullable String requestId, String replyOption) {}

  Judged create(String space, Asked asked) {
    ChatContent content = ChatContent.read(asked.body());
    if (content instanceof ChatContent.Unfit unfit) {
      return unfit.refusal();
    }
    Optional<Judged> closed = closed(space);
    if (closed.isPresent()) {
      return closed.get();
    }
    ChatContent.Fit fit = (ChatContent.Fit) content;
    if (fit.blank()) {
      return empty(space);
    }
    ChatThreads.Found found = threads.find(space, asked.body().path("thread"), asked.replyOption());
    if (found instanceof ChatThreads.Found.Gone) {
      return ChatErrors.refused("NOT_FOUND");
    }
    if (found instanceof ChatThreads.Found.Foreign) {
      return ChatErrors.refused("INVALID_ARGUMENT", "Invalid thread resource name.");
    }
    return new Judged.Accepted(space, () -> created(space, asked, fit));
  }

  /** One at a time, so that a request that comes twice at once makes one message. */
  private synchronized Answer created(String space, Asked asked, ChatContent.Fit fit) {
    String first = asked.requestId() == null ? null : byRequest.get(asked.requestId());
    if (first != null) {
      // "Subsequent requests with the same request ID return the existing message."
      String text = received.find(key(space, first)).map(kept -> kept.arrival().text()).orElse("");
      return shown(space, first, text);
    }
    ChatThreads.Found found = threads.find(space, asked.body().path("thread"), asked.replyOption());
    String id = threads.next();
    boolean reply = found instanceof ChatThreads.Found.Old;
    String thread = found instanceof ChatThreads.Found.Old old ? old.id() : id;
    if (found instanceof ChatThreads.Found.Fresh fresh) {
      threads.begin(space, fresh.key(), thread);
    }
    String name = space + "/messages/" + thread + "." + id;
    String key = asked.body().path("thread").path("threadKey").asText("");
    boolean named = !asked.replyOption().isEmpty() && !key.isEmpty();
    String within = named ? key : reply ? space + "/threads/" + thread : null;
    received.add(
        new Arrival(
            PLATFORM,
            new Arrival.Place(space, space, within),
            fit.seen().text(),
            fit.beside(),
            asked.requestId(),
            asked.raw()),
        name);
    if (asked.requestId() != null) {
      byRequest.put(asked.requestId(), name);
    }
    return shown(space, name, asked.body().path("text").asText(""));
  }

  Judged patch(String space, String name, String mask, ObjectNode body, String raw) {
    Optional<ChatMask> changed = ChatMask.read(mask);
    if (changed.isEmpty()) {
      return ChatErrors.refused(
          "INVALID_ARGUMENT", "Invalid update mask provided: '" + mask + "'.");
    }
    ChatContent content = ChatContent.read(body);
    if (content instanceof ChatContent.Unfit unfit) {
      return unfit.refusal();
    }
    Optional<ReceivedMessage> found = received.find(key(space, name));
    if (found.isEmpty()) {
      return closed(space).orElseGet(() -> ChatErrors.refused("NOT_FOUND"));
    }
    ReceivedMessage message = found.get();
    Arrival now = changed.get().patched(message.arrival(), (ChatContent.Fit) content, raw);
    if (now.text().isBlank() && now.actions().isEmpty() && now.beside().files().isEmpty()) {
      return empty(space);
    }
    return new Judged.Accepted(
        space,
        () -> {
          received.edit(message.key(), now);
          return shown(space, name, now.text());
        });
  }

  Judged delete(String space, String name) {
    Optional<ReceivedMessage> found = received.find(key(space, name));
    if (found.isEmpty()) {
      return closed(space).orElseGet(() -> ChatErrors.refused("NOT_FOUND"));
    }
    return new Judged.Accepted(
        space,
        () -> {
          received.delete(found.get().key());
          return new Answer(200, JsonNodeFactory.instance.objectNode());
        });
  }

  private Optional<Judged> closed(String space) {
    return ChatSpace.read(space, settings.refusalsOf(PLATFORM)) instanceof ChatSpace.Closed closed
        ? Optional.of(ChatErrors.refused(closed.status()))
        : Optional.empty();
  }

  private static Judged empty(String space) {
    return ChatErrors.refused(
        "INVALID_ARGUMENT",
        "Message cannot be empty. Discarding empty create message request in " + space);
  }

  private static MessageKey key(String space, String name) {
    return new MessageKey(PLATFORM, space, name);
  }

  /** A message as Chat answers it. */
  private Answer shown(String space, String name, String text) {
    String thread = name.substring(name.lastIndexOf('/') + 1, name.indexOf('.'));
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("createTime", clock.instant().toString())
            .put("text", text);
    message.putObject("sender").put("name", "users/1").put("type", "BOT");
    message.putObject("thread").put("name", space + "/threads/" + thread);
    message.putObject("space").put("name", space);
    return new Answer(200, message);
  }
}
