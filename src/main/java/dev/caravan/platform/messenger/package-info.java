/** Messenger: the Send API's messages, buttons and quick replies, and what its errors mean. */
@NullMarked
package dev.caravan.platform.messenger;

import org.jspecify.annotations.NullMarked;
