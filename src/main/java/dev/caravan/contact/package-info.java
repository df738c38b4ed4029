/**
 * Whom the hub knows by name, and what people ask of whoever writes to them: quiet hours, caps and
 * silence.
 *
 * <p>Policies are answered from memory: a recipient without one costs no statement.
 */
@NullMarked
package dev.caravan.contact;

import org.jspecify.annotations.NullMarked;
