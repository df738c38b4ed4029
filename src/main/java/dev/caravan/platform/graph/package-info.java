/**
 * Meta's Graph API, on which WhatsApp and Messenger stand: its calls, what its errors mean, its
 * templates, and texts with widgets under them.
 */
@NullMarked
package dev.caravan.platform.graph;

import org.jspecify.annotations.NullMarked;
