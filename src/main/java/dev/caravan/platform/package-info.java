/**
 * Connections, what each platform can do, and how its answers become outcomes.
 *
 * <p>One sub-room a platform: it renders a delivery and reads the answer, and does nothing else.
 */
@NullMarked
package dev.caravan.platform;

import org.jspecify.annotations.NullMarked;
