/**
 * Builds every object, binds it by name, and starts and stops the hub in order. The only room that
 * sees all others, and where configuration is read.
 */
@NullMarked
package dev.caravan.wiring;

import org.jspecify.annotations.NullMarked;
