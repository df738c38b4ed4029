package dev.caravan.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the limits of a connection still allow at this moment.
 *
 * @param ofConnection how many sends through it; very many where it has no limits
 * @param ofRecipient how many sends to one recipient
 * @param closedUntil until when the platform asked for silence; null where it did not
 */
public record Left(int ofConnection, int ofRecipient, @Nullable Instant closedUntil) {}
