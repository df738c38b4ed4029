package dev.caravan.monitor;

import dev.caravan.message.Address;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Priority;
import dev.caravan.message.Submission;
import dev.caravan.message.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is to be said to one of those on call.
 *
 * @param avoid the connections that did not carry what it is about
 * @param inVain the targets it was said to without arriving
 * @param tries how often it was said
 */
record Notice(
    UUID id, Trouble trouble, String content, List<String> avoid, List<String> inVain, int tries) {
  /** What has not arrived by then is told to the next target. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Names this try of it: whoever says it twice makes one message. */
  String originKey() {
    return "ops:" + id + ":" + tries;
  }

  /** The wish to say it there; urgent, so that no quiet hours hold it back. */
  Submission to(Address target, Instant now) {
    return new Submission(
        Submission.HUB,
        target,
        new Content(content, Format.PLAIN, List.of()),
        new Terms(Priority.URGENT, null, now.plus(PATIENCE), null),
        new Notes(Map.of("notice", trouble.word()), Map.of(), "", null),
        new Submission.Entry(Origin.HUB, Submission.HUB, originKey(), null, null));
  }
}
