package dev.caravan.crash;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waiting: what must come to hold does so within a time, or the test fails. */
final class Patience {
  private Patience() {}

  /** Waits until it holds; answers after how long. */
  static Duration until(String what, Duration within, BooleanSupplier holds) {
    long began = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - began > within.toNanos()) {
        throw new AssertionError("Not within " + within.toMillis() + " ms: " + what);
      }
      LockSupport.parkNanos(10_000_000);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
