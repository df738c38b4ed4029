package dev.caravan.delivery;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is for a recipient who has moved to where they are now. The lane stays the old one,
 * so that what was accepted before and after the move keeps its order.
 */
record MovedRecipients(Carrier next, RecipientsTable recipients, Haste haste) implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(MovedRecipients.class);

  /**
   * Within which time of its begin a try goes on to another id, so that it ends within {@link
   * LongestTry}; later ones begin there by themselves.
   *
   * @param nanos a clock that nobody sets
   */
  record Haste(Duration most, LongSupplier nanos) {}

  @Override
  public Outcome carry(Delivery delivery) {
    Target.Lane lane = delivery.message().target().lane();
    long begun = haste.nanos().getAsLong();
    Outcome outcome = next.carry(recipients.movedTo(lane).map(delivery::to).orElse(delivery));
    if (!(outcome instanceof Outcome.Moved moved)) {
      return outcome;
    }
    LOG.info("{} of {} has moved to {}", lane.recipientId(), lane.connection(), moved.to());
    recipients.moved(lane, moved.to());
    if (haste.nanos().getAsLong() - begun >= haste.most().toNanos()) {
      return new Outcome.Retry(
          Reason.RECIPIENT_MOVED,
          "The recipient moved to " + moved.to() + "; it goes there.",
          null);
    }
    Outcome there = next.carry(delivery.to(moved.to()));
    // Once a message, or two ids that point at each other would keep it for ever.
    return there instanceof Outcome.Moved again
        ? new Outcome.Rejected(
            Reason.RECIPIENT_MOVED,
            "The recipient moved to %s, and from there to %s; write to the latter."
                .formatted(moved.to(), again.to()))
        : there;
  }
}
