/** Teams pretended: the Bot Framework's connector, its cards, and where its tokens come from. */
@NullMarked
package dev.caravan.sandbox.teams;

import org.jspecify.annotations.NullMarked;
