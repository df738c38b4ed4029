package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import org.jspecify.annotations.Nullable;

/** Governance, as delivery asks it again before every send. */
@FunctionalInterface
public interface Judge {

  /** What governance says of the message now; {@code approval} is a human's, where there is one. */
  Decision judge(Message message, @Nullable Approval approval);
}
