package dev.caravan.schedule.rule;

import java.time.LocalDateTime;
import java.util.Optional;

/** The times of a rule as a clock on the wall shows them, before any zone. */
interface LocalTicks {

  /** The first strictly after {@code cursor}, or nothing where there is none any more. */
  Optional<LocalDateTime> after(LocalDateTime cursor);

  /** Whether {@code time} is one of them. */
  default boolean has(LocalDateTime time) {
    return after(time.minusSeconds(1)).filter(time::equals).isPresent();
  }
}
