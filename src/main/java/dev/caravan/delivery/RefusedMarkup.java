package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a part whose markup or files the platform refuses once more, as text alone: it is better
 * read without its looks than not at all. The refused call did nothing, so that this is one try.
 */
record RefusedMarkup(Carrier next) implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedMarkup.class);

  @Override
  public Outcome carry(Delivery delivery) {
    Outcome outcome = next.carry(delivery);
    if (delivery.asText()
        || !mayCallTwice(delivery.message().content())
        || !(outcome instanceof Outcome.Rejected rejected)
        || rejected.reason() != Reason.CONTENT_REFUSED) {
      return outcome;
    }
    LOG.info(
        "Part {} of {} goes as text alone: {}",
        delivery.part(),
        delivery.message().id(),
        rejected.detail());
    return next.carry(delivery.withTextAlone());
  }

  /** A template is the platform's own: there is no text to fall back to. */
  static boolean mayCallTwice(Content content) {
    if (content.extras().template() != null) {
      return false;
    }
    return content.format() == Format.MARKDOWN || !content.extras().attachments().isEmpty();
  }
}
