/** Discord: a bot's messages over HTTP, Discord's Markdown, components, and its answers. */
@NullMarked
package dev.caravan.platform.discord;

import org.jspecify.annotations.NullMarked;
