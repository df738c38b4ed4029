/**
 * Pretend platforms: strict about each real API's shape, able to misbehave on request, and honest
 * about what truly arrived.
 */
@NullMarked
package dev.caravan.sandbox;

import org.jspecify.annotations.NullMarked;
