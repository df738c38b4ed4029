package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Pushes to LINE's chats; a push is executed once, however often its retry key comes. */
final class LinePushes {
  private static final String PLATFORM = "line";
  private static final String RETRY_KEY = "X-Line-Retry-Key";

  /** How long a retry key is known (developers.line.biz, retry failed API requests). */
  private static final Duration KEY_LIFE = Duration.ofHours(24);

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Real ids are numbers of this size. */
  private static final long FIRST_ID = 461_230_966_842_064_000L;

  private final Received received;
  private final InstantSource clock;
  private final Settings settings;
  private final Map<String, Taken> byKey = new LinkedHashMap<>();
  private long requests;
  private long messages;

  LinePushes(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.clock = clock;
    this.settings = settings;
  }

  /** What an earlier push with a key made. */
  private record Taken(String requestId, List<String> ids, Instant at) {}

  Judged push(Call call) {
    String key = call.headers().get(RETRY_KEY);
    if (key != null && !UUID_FORM.matcher(key).matches()) {
      return LineAnswers.refused(400, "The retry key is invalid; it must be a UUID");
    }
    Body body = body(call);
    if (body instanceof Refused refused) {
      return refused.refusal();
    }
    ObjectNode fields = ((Read) body).fields();
    LineRecipient to =
        LineRecipient.read(fields.path("to").asText(), settings.refusalsOf(PLATFORM));
    if (to instanceof LineRecipient.Closed closed) {
      return new Judged.Answered(closed.answer());
    }
    LineRecipient.Open open = (LineRecipient.Open) to;
    LineFaults faults = new LineFaults(settings.strict());
    faults.only(
        fields, "", Set.of("to", "messages", "notificationDisabled", "customAggregationUnits"));
    LineContent content = LineContent.read(fields.path("messages"), open.crowd(), faults);
    if (!faults.found().isEmpty()) {
      return LineAnswers.refused(faults.found());
    }
    Arrival arrival =
        new Arrival(
            PLATFORM,
            new Arrival.Place(open.id(), open.id(), /* threadId= */ null),
            content.text(),
            content.beside(),
            key,
            call.body().toString());
    int count = fields.path("messages").size();
    return new Judged.Accepted(open.id(), () -> perform(arrival, count, key));
  }

  private synchronized Answer perform(Arrival arrival, int count, @Nullable String key) {
    String requestId = requestId(++requests);
    Instant now = clock.instant();
    Taken before = key == null ? null : byKey.get(key);
    if (before != null && before.at().plus(KEY_LIFE).isAfter(now)) {
      return LineAnswers.takenBefore(requestId, before.requestId(), before.ids());
    }
    List<String> ids =
        LongStream.range(messages, messages + count)
            .mapToObj(n -> Long.toString(FIRST_ID + n))
            .toList();
    messages += count;
    received.add(arrival, ids.get(0));
    if (key != null) {
      byKey.put(key, new Taken(requestId, ids, now));
      if (byKey.size() > settings.keptMessages()) {
        byKey.remove(byKey.keySet().iterator().next());
      }
    }
    return LineAnswers.taken(requestId, ids);
  }

  /** The dry run: the messages are judged, and nothing is sent. */
  Judged validate(Call call) {
    if (call.headers().contains(RETRY_KEY)) {
      return LineAnswers.refused(400, "The retry key is not supported by this endpoint");
    }
    Body body = body(call);
    if (body instanceof Refused refused) {
      return refused.refusal();
    }
    LineFaults faults = new LineFaults(settings.strict());
    LineContent.read(((Read) body).fields().path("messages"), /* crowd= */ true, faults);
    return faults.found().isEmpty()
        ? new Judged.Answered(new Answer(200, JsonNodeFactory.instance.objectNode()))
        : LineAnswers.refused(faults.found());
  }

  /** A body, read or refused. */
  private sealed interface Body {}

  private record Read(ObjectNode fields) implements Body {}

  private record Refused(Judged refusal) implements Body {}

  private static Body body(Call call) {
    if (!call.mediaType().equals("application/json")) {
      return new Refused(
          LineAnswers.refused(415, "The content type, " + call.mediaType() + ", is not supported"));
    }
    return Arguments.read(call) instanceof Arguments.Taken taken
        ? new Read(taken.fields())
        : new Refused(
            LineAnswers.refused(
                400, "The request body could not be parsed as JSON (line: 1, column: 1)"));
  }

  private static String requestId(long number) {
    return UUID.nameUUIDFromBytes(("request " + number).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
