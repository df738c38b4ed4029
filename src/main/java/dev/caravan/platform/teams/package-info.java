/** Microsoft Teams: activities of the Bot Framework's connector, Adaptive Cards, access tokens. */
@NullMarked
package dev.caravan.platform.teams;

import org.jspecify.annotations.NullMarked;
