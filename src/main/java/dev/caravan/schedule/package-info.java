/**
 * Says things at times: what is written as a phrase, a cron expression, an interval or an instant
 * becomes a schedule; each of its firings becomes one message, whoever of the nodes sees it first.
 */
@NullMarked
package dev.caravan.schedule;

import org.jspecify.annotations.NullMarked;
