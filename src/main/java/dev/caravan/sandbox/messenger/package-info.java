/** Messenger pretended: the Send API of one Page, as strict as the real one. */
@NullMarked
package dev.caravan.sandbox.messenger;

import org.jspecify.annotations.NullMarked;
