package dev.caravan.sandbox.line;

import dev.caravan.sandbox.Answer;
import java.util.Map;
import java.util.regex.Pattern;

/** Who a push names: taken, or refused by an answer. */
sealed interface LineRecipient {
  /** A user, a group chat or a multi-person chat. */
  Pattern ID = Pattern.compile("[UCR][0-9a-f]{32}");

  /** Ids that go on so after their letter are always refused, so that errors can be tried. */
  Map<String, Answer> MAGIC =
      Map.of(
          "dead", LineAnswers.error(400, "Failed to send messages"),
          "0429", LineAnswers.error(429, "You have reached your monthly limit."));

  /** It can be written to. */
  record Open(String id) implements LineRecipient {
    /** Whether several people read there, so that one can be mentioned. */
    boolean crowd() {
      return !id.startsWith("U");
    }
  }

  /** It cannot. */
  record Closed(Answer answer) implements LineRecipient {}

  /** Reads {@code to}; {@code furtherRefusals} are a status and a message by recipient. */
  static LineRecipient read(String to, Map<String, String> furtherRefusals) {
    String further = furtherRefusals.get(to);
    if (further != null) {
      return new Closed(LineAnswers.configured(further));
    }
    if (!ID.matcher(to).matches()) {
      return new Closed(
          LineAnswers.error(
              400, "The property, 'to', in the request body is invalid (line: -, column: -)"));
    }
    Answer refusal = MAGIC.get(to.substring(1, 5));
    return refusal == null ? new Open(to) : new Closed(refusal);
  }
}
