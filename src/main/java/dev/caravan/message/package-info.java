/**
 * The words of the hub: what is said, by whom, to whom, how it was judged and how it ended.
 *
 * <p>Plain records and closed sets; this room knows nothing but the JDK.
 */
@NullMarked
package dev.caravan.message;

import org.jspecify.annotations.NullMarked;
