/** LINE: push messages, buttons in a bubble, mentions, and what its answers mean. */
@NullMarked
package dev.caravan.platform.line;

import org.jspecify.annotations.NullMarked;
