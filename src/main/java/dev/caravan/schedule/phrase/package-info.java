/**
 * What people write of times, understood whole or refused: one class a family of phrases, whose
 * examples are its tests, its part of the guide and its error text.
 */
@NullMarked
package dev.caravan.schedule.phrase;

import org.jspecify.annotations.NullMarked;
