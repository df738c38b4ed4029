/** Discord pretended: messages of a bot, as strict as the real API, and read as its clients do. */
@NullMarked
package dev.caravan.sandbox.discord;

import org.jspecify.annotations.NullMarked;
