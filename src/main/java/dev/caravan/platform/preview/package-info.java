/**
 * What a platform would be sent, shown before it is: the bodies that its own renderer writes, and
 * what a reader there would miss.
 */
@NullMarked
package dev.caravan.platform.preview;

import org.jspecify.annotations.NullMarked;
