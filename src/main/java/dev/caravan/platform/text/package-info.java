/**
 * Texts for platforms: cut to a limit without loss, and Markdown read once for every dialect.
 *
 * <p>Nothing here knows a platform; a dialect is given by the platform's own room.
 */
@NullMarked
package dev.caravan.platform.text;

import org.jspecify.annotations.NullMarked;
