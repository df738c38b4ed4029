package dev.caravan.schedule;

import dev.caravan.message.Word;

/** What becomes of a firing while the message of the one before is not yet sent. */
public enum Overlap implements Word {
  /** It is left out. */
  SKIP,
  /** It waits until the one before has ended. */
  QUEUE,
  /** It fires all the same. */
  ALLOW
}
