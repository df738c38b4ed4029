/** Meta's Graph API pretended: what WhatsApp and Messenger share of it. */
@NullMarked
package dev.caravan.sandbox.graph;

import org.jspecify.annotations.NullMarked;
