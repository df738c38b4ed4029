package dev.caravan.platform;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import java.time.Duration;
import java.util.Optional;

/** A platform that the hub itself renders for: what is called, and what the answer means. */
public interface HttpPlatform extends Platform {

  /**
   * The call that does the delivery's deed with its part; pure, and the same for the same delivery.
   * Throws {@link NotSent} where it can never be written.
   */
  Call call(Delivery delivery, Connection connection);

  /** What the answer to {@link #call} means. */
  Outcome read(Delivery delivery, Answer answer);

  /** The harmless call that says whose the credential is; empty where there is none. */
  default Optional<Call> probe(Connection connection) {
    return Optional.empty();
  }

  /** What the answer to {@link #probe} means; a sent one names whose the credential is. */
  default Outcome probed(Answer answer) {
    return new Outcome.Rejected(
        Reason.REQUEST_REFUSED, profile().name() + " has no method that names its caller.");
  }

  /** Where its short-lived tokens come from; empty where the credential itself is sent. */
  default Optional<TokenSource> tokens() {
    return Optional.empty();
  }

  @Override
  default Duration prelude() {
    return tokens().isPresent() ? TokenSource.LONGEST : Duration.ZERO;
  }
}
