/**
 * When something recurs: rules over local time, and how they fall on instants in a zone.
 *
 * <p>Plain values over java.time; they know neither the clock nor the database.
 */
@NullMarked
package dev.caravan.schedule.rule;

import org.jspecify.annotations.NullMarked;
