/** Google Chat pretended: its messages, its cards and its token endpoint, as strict as the real. */
@NullMarked
package dev.caravan.sandbox.googlechat;

import org.jspecify.annotations.NullMarked;
