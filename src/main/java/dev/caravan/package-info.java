/**
 * Caravan: whatever an agent, a schedule, a monitor or a person wants said becomes a message; every
 * message passes the one governance decision and the one durable outbox; every platform is one
 * route.
 */
@NullMarked
package dev.caravan;

import org.jspecify.annotations.NullMarked;
