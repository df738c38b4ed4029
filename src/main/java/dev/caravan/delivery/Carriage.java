package dev.caravan.delivery;

import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a part in the form that its recipient's window allows: the text while it is open or there
 * is none, the template while it is closed. The form is chosen anew at every try of the first part,
 * for then nothing has arrived; later parts are text.
 */
final class Carriage {
  private static final Logger LOG = LoggerFactory.getLogger(Carriage.class);

  private final Carrier carrier;
  private final MessagingWindows windows;

  /**
   * How a part was carried and how that ended.
   *
   * @param row as it was carried: a template is one part, however many the text has
   */
  record Carried(Queued row, Outcome outcome) {}

  Carriage(Carrier carrier, MessagingWindows windows) {
    this.carrier = carrier;
    this.windows = windows;
  }

  /** Blocks until the platform has answered or may have; where no form may go, posts nothing. */
  Carried carry(Queued row) {
    Message message = row.message();
    boolean template = row.state().part() == 0 && windows.templated(message);
    Standing standing;
    try {
      standing = windows.of(message.target().lane());
    } catch (RuntimeException e) {
      LOG.warn("The window of {} could not be looked up", message.id(), e);
      return new Carried(
          row,
          new Outcome.Retry(
              Reason.ROUTE_UNAVAILABLE, "The recipient's window could not be looked up.", null));
    }
    if (!(standing instanceof Standing.Closed closed)) {
      return new Carried(row, text(row, template));
    }
    if (template) {
      Queued whole = row.at(onePart(row.state()));
      return new Carried(whole, carrier.carry(delivery(row, message)));
    }
    return new Carried(
        row,
        new Outcome.Rejected(Reason.WINDOW_CLOSED, windows.sentence(message.target(), closed)));
  }

  private Outcome text(Queued row, boolean template) {
    Message message = row.message();
    Message said =
        message.content().extras().template() == null
            ? message
            : message.withContent(message.content().withoutTemplate());
    Outcome outcome = carrier.carry(delivery(row, said));
    if (!(outcome instanceof Outcome.Rejected rejected)
        || rejected.reason() != Reason.WINDOW_CLOSED) {
      return outcome;
    }
    // The platform knows better; the next message is refused when it is submitted.
    boolean kept = remember(message);
    return template && kept
        ? new Outcome.Retry(Reason.WINDOW_CLOSED, rejected.detail(), null)
        : rejected;
  }

  private boolean remember(Message message) {
    try {
      windows.closed(message.target().lane());
      return true;
    } catch (RuntimeException e) {
      LOG.warn("The window of {} is closed, which could not be written", message.id(), e);
      return false;
    }
  }

  private static Delivery delivery(Queued row, Message message) {
    int part = row.state().part();
    return new Delivery(message, part, row.state().attempts() + 1, message.id() + "." + part);
  }

  private static Queued.Try onePart(Queued.Try state) {
    return new Queued.Try(0, 1, state.attempts(), state.firstAttemptAt(), state.notBefore());
  }
}
