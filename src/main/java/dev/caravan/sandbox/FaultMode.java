package dev.caravan.sandbox;

import dev.caravan.message.Word;

/** How a pretend platform misbehaves. */
enum FaultMode implements Word {
  /** It says "too many requests"; nothing arrives. */
  RATE_LIMIT,
  /** It fails by itself; nothing arrives. */
  SERVER_ERROR,
  /** The message arrives, and no answer ever comes. */
  TIMEOUT,
  /** The message arrives, and the connection is closed instead of an answer. */
  RESET,
  /** It refuses the recipient for good; nothing arrives. */
  REJECT
}
