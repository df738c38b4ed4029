/** Telegram: the Bot API's sendMessage, its HTML dialect, keyboards, and what its answers mean. */
@NullMarked
package dev.caravan.platform.telegram;

import org.jspecify.annotations.NullMarked;
