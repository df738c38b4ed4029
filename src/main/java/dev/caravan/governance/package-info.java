/**
 * May it be said? One class a rule, ordered by the route {@code flow/govern}; approvals, stops, and
 * the front door through which everything that wants to be said comes in.
 */
@NullMarked
package dev.caravan.governance;

import org.jspecify.annotations.NullMarked;
