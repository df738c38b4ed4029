/** Slack pretended: its Web API as strict as the real one, with its own words for every error. */
@NullMarked
package dev.caravan.sandbox.slack;

import org.jspecify.annotations.NullMarked;
