package dev.caravan.web;

import dev.caravan.delivery.DeadLetterAct;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.message.StoredMessage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dead letter as the API shows it: the message whole, and what was done about it. */
public final class LetterJson {
  private LetterJson() {}

  static Map<String, Object> of(
      StoredMessage stored, MessagesTable messages, MessageDetail detail) {
    Map<String, Object> body = detail.of(stored);
    DeadLetterAct act = messages.dealtWith(stored.message().id());
    body.put("dealt_with", act == null ? null : ActJson.of(act));
    return body;
  }

  /** What was done about it. */
  public record ActJson(
      String act,
      String actor,
      @Nullable String reason,
      Instant at,
      @Nullable UUID replayId,
      @Nullable String contentBefore,
      @Nullable String contentAfter) {
    static ActJson of(DeadLetterAct act) {
      DeadLetterAct.Replay replay = act.replay();
      return new ActJson(
          act.act().word(),
          act.actor(),
          act.reason(),
          act.at(),
          replay == null ? null : replay.id(),
          replay == null ? null : replay.contentBefore(),
          replay == null ? null : replay.contentAfter());
    }
  }
}
