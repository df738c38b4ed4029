/** Signal through signal-cli-rest-api: its styled text, mentions, and what its answers mean. */
@NullMarked
package dev.caravan.platform.signal;

import org.jspecify.annotations.NullMarked;
