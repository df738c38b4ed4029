package dev.caravan.sandbox.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.MessageKey;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import dev.caravan.store.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Sends, edits and takes back on Signal, where the time of a message is its name. */
final class SignalMessages {
  private static final String PLATFORM = "signal";

  /** The server's own words for a body that it cannot read. */
  private static final String UNREADABLE = "Couldn't process request - invalid request";

  /** Of the body of /v2/send (bbernhard/signal-cli-rest-api, swagger, SendMessageV2). */
  private static final Set<String> FIELDS =
      Set.of(
          "number",
          "recipients",
          "message",
          "text_mode",
          "base64_attachments",
          "mentions",
          "quote_timestamp",
          "quote_author",
          "quote_message",
          "quote_mentions",
          "edit_timestamp",
          "link_preview",
          "notify_self",
          "view_once",
          "sticker");

  private final Received received;
  private final InstantSource clock;
  private final Settings settings;
  private final AtomicLong lastTime = new AtomicLong();
  private final Map<String, String> firstTimes = new LinkedHashMap<>();

  SignalMessages(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.clock = clock;
    this.settings = settings;
  }

  Judged send(Call call) {
    Optional<ObjectNode> read = fields(call);
    if (read.isEmpty()) {
      return SignalAnswers.refused(UNREADABLE);
    }
    ObjectNode fields = read.get();
    Optional<String> fault = fault(fields);
    if (fault.isPresent()) {
      return SignalAnswers.refused(fault.get());
    }
    List<String> recipients = new ArrayList<>();
    for (JsonNode one : fields.path("recipients")) {
      recipients.add(one.asText());
      if (SignalRecipient.read(one.asText(), settings.refusalsOf(PLATFORM))
          instanceof SignalRecipient.Closed closed) {
        return new Judged.Answered(closed.answer());
      }
    }
    SignalContent content = SignalContent.read(fields, settings.strict());
    if (content instanceof SignalContent.Unfit unfit) {
      return SignalAnswers.refused(unfit.error());
    }
    SignalContent.Fit fit = (SignalContent.Fit) content;
    List<Arrival> arrivals =
        recipients.stream().map(one -> arrival(one, fit, call.body().toString())).toList();
    String edited = fields.path("edit_timestamp").asText();
    return new Judged.Accepted(
        recipients.get(0), () -> edited.isEmpty() ? add(arrivals) : edit(arrivals, edited));
  }

  private static Arrival arrival(String recipient, SignalContent.Fit content, String raw) {
    return new Arrival(
        PLATFORM,
        new Arrival.Place(recipient, recipient, /* threadId= */ null),
        content.text(),
        content.beside(),
        /* key= */ null,
        raw);
  }

  private Answer add(List<Arrival> arrivals) {
    long time = nextTime();
    arrivals.forEach(arrival -> received.add(arrival, Long.toString(time)));
    return SignalAnswers.sent(time);
  }

  /** An edit has a time of its own, by which the next one may name the message too. */
  private synchronized Answer edit(List<Arrival> arrivals, String edited) {
    long time = nextTime();
    String first = firstTimes.getOrDefault(edited, edited);
    firstTimes.put(Long.toString(time), first);
    if (firstTimes.size() > settings.keptMessages()) {
      firstTimes.remove(firstTimes.keySet().iterator().next());
    }
    arrivals.forEach(arrival -> received.edit(key(arrival.place().recipientId(), first), arrival));
    return SignalAnswers.sent(time);
  }

  Judged delete(Call call, String number) {
    Optional<ObjectNode> read = fields(call);
    if (read.isEmpty() || !read.get().path("timestamp").isIntegralNumber()) {
      return SignalAnswers.refused(UNREADABLE);
    }
    if (!number.equals(Tokens.SIGNAL)) {
      return SignalAnswers.refused("Specified account does not exist");
    }
    String written = read.get().path("recipient").asText();
    SignalRecipient recipient = SignalRecipient.read(written, settings.refusalsOf(PLATFORM));
    if (recipient instanceof SignalRecipient.Closed closed) {
      return new Judged.Answered(closed.answer());
    }
    String time = read.get().path("timestamp").asText();
    return new Judged.Accepted(written, () -> deleted(written, time));
  }

  private synchronized Answer deleted(String recipient, String time) {
    received.delete(key(recipient, firstTimes.getOrDefault(time, time)));
    return SignalAnswers.sent(nextTime());
  }

  private Optional<String> fault(ObjectNode fields) {
    if (fields.path("recipients").isEmpty()) {
      return Optional.of("Couldn't process request - please provide at least one recipient");
    }
    if (fields.path("number").asText().isEmpty()) {
      return Optional.of("Couldn't process request - please provide a valid number");
    }
    if (!fields.path("number").asText().equals(Tokens.SIGNAL)) {
      return Optional.of("Specified account does not exist");
    }
    long groups = 0;
    for (JsonNode recipient : fields.path("recipients")) {
      groups += recipient.asText().startsWith(SignalRecipient.GROUP) ? 1 : 0;
    }
    if (groups > 0 && groups < fields.path("recipients").size()) {
      return Optional.of(
          "Signal Messenger Groups and phone numbers cannot be specified together in one request! Please split them up into multiple REST API calls.");
    }
    if (groups > 1) {
      return Optional.of(
          "A signal message cannot be sent to more than one group at once! Please use multiple REST API calls for that.");
    }
    for (var names = fields.fieldNames(); settings.strict() && names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return Optional.of(UNREADABLE + ": unknown field " + name);
      }
    }
    return Optional.empty();
  }

  /** It does not look at the content type. */
  private static Optional<ObjectNode> fields(Call call) {
    try {
      return Json.mapper().readTree(call.body().toString()) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static MessageKey key(String recipient, String time) {
    return new MessageKey(PLATFORM, recipient, time);
  }

  private long nextTime() {
    long now = clock.millis();
    return lastTime.updateAndGet(before -> Math.max(before + 1, now));
  }
}
