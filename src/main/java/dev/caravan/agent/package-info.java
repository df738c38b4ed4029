/**
 * Who speaks: agents, how far they are trusted and what they may do where.
 *
 * <p>The registry answers from memory and follows the table within a second.
 */
@NullMarked
package dev.caravan.agent;

import org.jspecify.annotations.NullMarked;
