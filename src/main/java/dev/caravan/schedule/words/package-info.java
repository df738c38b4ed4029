/** The one table of the words in which times are written and described, a file a language. */
@NullMarked
package dev.caravan.schedule.words;

import org.jspecify.annotations.NullMarked;
