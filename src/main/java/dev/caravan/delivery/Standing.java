package dev.caravan.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the messaging window of a recipient stands. */
public sealed interface Standing {

  /** The platform knows no windows: anything may be written at any time. */
  record Needless() implements Standing {}

  /**
   * Anything may be written to the recipient.
   *
   * @param until null where nothing is known and the connection assumes it
   */
  record Open(@Nullable Instant until) implements Standing {}

  /**
   * Only a text that the platform approved beforehand may be sent.
   *
   * @param since null where the recipient was never heard from
   */
  record Closed(@Nullable Instant since) implements Standing {}
}
