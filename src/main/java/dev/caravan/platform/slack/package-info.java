/**
 * Slack: chat.postMessage, its mrkdwn dialect, Block Kit, incoming webhooks, and what its answers
 * mean.
 */
@NullMarked
package dev.caravan.platform.slack;

import org.jspecify.annotations.NullMarked;
