/** LINE pretended: push messages, retry keys, bubbles and mentions as strict as the real ones. */
@NullMarked
package dev.caravan.sandbox.line;

import org.jspecify.annotations.NullMarked;
