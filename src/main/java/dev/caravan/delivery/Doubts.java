package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks, right before a part is tried again, whether an earlier try may have arrived, and whether it
 * may be sent all the same: hours can have passed since that was decided.
 */
record Doubts(DoubtsTable table, Fate fate) {
  private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);

  /** Whether a part may be sent. */
  sealed interface Leave {

    /**
     * It may.
     *
     * @param since when the first try began that may have arrived; null where none has
     */
    record Granted(@Nullable Instant since) implements Leave {}

    /** It may have arrived, and the platform would no longer know it again. */
    record Withheld(Outcome.Unknown outcome) implements Leave {}

    /** The database is away, and with it what is known of earlier tries. */
    record Unasked() implements Leave {}
  }

  /** Whether the part may be sent now; a repeat is written down before it is. */
  Leave ask(Queued row, Instant now) {
    if (row.state().attempts() == 0) {
      return new Leave.Granted(null);
    }
    try {
      Optional<DoubtsTable.Doubt> doubt = table.of(row.message().id(), row.state().part());
      return doubt.isEmpty() ? new Leave.Granted(null) : leave(row, doubt.get(), now);
    } catch (JdbiException e) {
      LOG.warn("Whether {} may be sent again is not known: {}", row.message().id(), e.getMessage());
      return new Leave.Unasked();
    }
  }

  private Leave leave(Queued row, DoubtsTable.Doubt doubt, Instant now) {
    String allowed =
        doubt.forced()
            ? "human"
            : fate.keyLives(doubt.since(), now)
                ? "key"
                : fate.repeatsBlindly() ? "on_unknown" : null;
    if (allowed == null) {
      return new Leave.Withheld(
          new Outcome.Unknown(
              Reason.KEY_EXPIRED,
              "It may have arrived at "
                  + doubt.since()
                  + ", and the platform no longer knows the key of that try."));
    }
    table.resent(row.message(), row.state().part(), allowed, now);
    return new Leave.Granted(doubt.since());
  }

  /** When the first try of the part began that may have arrived; null where none is known of. */
  @Nullable Instant since(Queued row) {
    if (row.state().attempts() == 0) {
      return null;
    }
    try {
      return table
          .of(row.message().id(), row.state().part())
          .map(DoubtsTable.Doubt::since)
          .orElse(null);
    } catch (JdbiException e) {
      // Whoever would send it again asks once more.
      LOG.warn("Earlier tries of {} are not known: {}", row.message().id(), e.getMessage());
      return null;
    }
  }
}
