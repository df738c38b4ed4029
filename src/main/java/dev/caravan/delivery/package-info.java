/**
 * From an accepted message to the platform's answer: group commit, the outbox, lanes, limits,
 * retry, ownership of connections, and what ends a message.
 */
@NullMarked
package dev.caravan.delivery;

import org.jspecify.annotations.NullMarked;
