/** Telegram pretended: the Bot API as strict as the real one, its HTML and keyboards included. */
@NullMarked
package dev.caravan.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
