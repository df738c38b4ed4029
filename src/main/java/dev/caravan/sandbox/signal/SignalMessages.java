package dev.caravan.sandbox.signal;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Sends, edits and takes back on Signal, where the time of a message is its name. */
final class SignalMessages {
  private static final String PLATFORM = "signal";

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
    Optional<ObjectNode> read = SignalFields.read(call);
    if (read.isEmpty()) {
      return SignalAnswers.refused(SignalFields.UNREADABLE);
    }
    ObjectNode fields = read.get();
    Optional<String> fault = SignalFields.fault(fields, settings.strict());
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
    Optional<ObjectNode> read = SignalFields.read(call);
    if (read.isEmpty() || !read.get().path("timestamp").isIntegralNumber()) {
      return SignalAnswers.refused(SignalFields.UNREADABLE);
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

  private static MessageKey key(String recipient, String time) {
    return new MessageKey(PLATFORM, recipient, time);
  }

  private long nextTime() {
    long now = clock.millis();
    return lastTime.updateAndGet(before -> Math.max(before + 1, now));
  }
}
