package dev.caravan.schedule;

import dev.caravan.message.Reason;
import dev.caravan.message.Word;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a schedule.
 *
 * @param dueAt its instant with the jitter: what lateness is measured from
 * @param firedAt when a node saw it
 * @param number which firing of its schedule it is, from 1; 0 where it made no message
 */
public record Run(
    Key key, Instant dueAt, Instant firedAt, boolean manual, int number, Ending ending) {

  /** By what it is known: one row, one message. */
  public record Key(UUID schedule, Instant fireAt) {
    /** The key of its message. */
    String originKey() {
      return Schedule.originKey(schedule, fireAt);
    }
  }

  /**
   * How it ended, as far as it has.
   *
   * @param reason a {@link Reason}'s word, or the code of a fault; null where nothing is wrong
   */
  public record Ending(
      Result result, @Nullable UUID message, @Nullable String reason, @Nullable String detail) {
    static Ending of(Result result) {
      return new Ending(result, null, null, null);
    }

    static Ending of(Result result, Reason reason, String detail) {
      return new Ending(result, null, reason.word(), detail);
    }
  }

  /** Where it stands. */
  public enum Result implements Word {
    /** It is being said; a node that ends now leaves it to another. */
    FIRED,
    /** The message of the firing before is not yet sent. */
    WAITING,
    /** Its message is there. */
    QUEUED,
    /** Nobody was there at its moment, and it was not made up for. */
    MISSED,
    /** It was left out, for the one before was still under way, or its schedule is gone. */
    SKIPPED,
    /** Governance denied it. */
    DENIED,
    /** It could not be said. */
    FAILED
  }

  /** The same with another end. */
  Run ended(Ending other) {
    return new Run(key, dueAt, firedAt, manual, number, other);
  }

  boolean stands(Result result) {
    return ending.result() == result;
  }
}
