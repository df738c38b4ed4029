/**
 * Benchmarks: {@code mvn -Pbench verify}. Each figure stands beside something bare that was run in
 * the same minute on the same machine, and is told as a ratio to it.
 */
@NullMarked
package dev.caravan.bench;

import org.jspecify.annotations.NullMarked;
