/**
 * Real hubs in processes of their own, killed, stopped and robbed of their database, against a far
 * side that counts: nothing is lost, and nothing doubled but what is reported {@code unknown}.
 */
@NullMarked
package dev.caravan.crash;

import org.jspecify.annotations.NullMarked;
