package dev.caravan.delivery;

import dev.caravan.message.Message;
import java.time.Duration;

/**
 * How long one try through a connection may last at the longest; whoever has waited for longer
 * knows that nobody calls any more.
 *
 * @param reach to get a pooled connection and to connect, in each call
 * @param prelude what the platform's route may do before it calls, as to get an access token
 * @param answer the connection's response timeout
 */
record LongestTry(Duration reach, Duration prelude, Duration answer) {
  /** I/O begins within this of its mark, or the mark is made anew. */
  static final Duration MARK_LIFE = Duration.ofSeconds(2);

  /** The usual {@code reach}: 5 s each (application.properties, caravan.http). */
  static final Duration USUAL_REACH = Duration.ofSeconds(10);

  /** From the begin of the try to its answer. */
  Duration of(Message message) {
    // Whoever has moved is called where they are now only within the time to reach anybody.
    int calls = RefusedMarkup.mayCallTwice(message.content()) ? 2 : 1;
    return prelude.plus(reach).plus(reach.plus(answer).multipliedBy(calls));
  }

  /** From the mark to the answer. */
  Duration sinceMark(Message message) {
    return MARK_LIFE.plus(of(message));
  }
}
