/**
 * How the hub fares, and who is told when it fares badly: the meters, and the notices to those on
 * call.
 */
@NullMarked
package dev.caravan.monitor;

import org.jspecify.annotations.NullMarked;
