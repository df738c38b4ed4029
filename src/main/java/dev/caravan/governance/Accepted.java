package dev.caravan.governance;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.StoredMessage;

/** What {@code direct:send} answers. */
public sealed interface Accepted {

  /** It is stored; {@code fresh} is false where the same submission had been stored before. */
  record Taken(StoredMessage message, boolean fresh) implements Accepted {}

  /** Its dedup key was used within its window; this is the message that used it first. */
  record Swallowed(StoredMessage first) implements Accepted {}

  /** Governance denied it; nothing but an audit row was stored. */
  record Denied(Message message, Decision decision) implements Accepted {}
}
