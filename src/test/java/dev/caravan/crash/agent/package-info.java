/**
 * The java agent that kills a hub from within, at a method's n-th call. It is made into a jar by
 * {@code AgentJar} and runs in the hub's process: no shipped class knows of it.
 */
@NullMarked
package dev.caravan.crash.agent;

import org.jspecify.annotations.NullMarked;
