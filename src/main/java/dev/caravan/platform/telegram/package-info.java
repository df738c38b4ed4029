/**
 * Telegram: the Bot API's messages and files, its HTML dialect, keyboards, and what its answers
 * mean.
 */
@NullMarked
package dev.caravan.platform.telegram;

import org.jspecify.annotations.NullMarked;
