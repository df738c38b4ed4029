/** Google Chat: messages with cards, its own markup, a service account's tokens, its errors. */
@NullMarked
package dev.caravan.platform.googlechat;

import org.jspecify.annotations.NullMarked;
