package dev.caravan.delivery;

import dev.caravan.message.WaitingFor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an accepted message has not gone out yet.
 *
 * @param until when that may end; null where nobody can say
 */
public record Wait(WaitingFor waitingFor, @Nullable Instant until, String sentence) {}
