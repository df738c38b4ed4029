/**
 * Every cache of the hub: its name, its size and its life stand in {@link dev.caravan.cache.Kept}
 * alone.
 */
@NullMarked
package dev.caravan.cache;

import org.jspecify.annotations.NullMarked;
