package dev.caravan.governance;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.StoredMessage;

/** What became of a change to a message that was sent. */
public sealed interface Revised {

  /** The platform took all of it; this is the message now. */
  record Done(StoredMessage message) implements Revised {}

  /** Governance denied it; nothing but an audit row was written. */
  record Denied(Message message, Decision decision) implements Revised {}

  /** The platform took only {@code done} of its calls; the next one ended so. */
  record Unfinished(int done, int of, Outcome outcome) implements Revised {}
}
