package dev.caravan.crash.agent;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often the spot is passed; public since the hub's own classes call it. */
public final class Countdown {
  private static final AtomicInteger LEFT = new AtomicInteger();
  private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);
  private static volatile boolean anywhere;

  private Countdown() {}

  static void arm(int times, boolean everywhere) {
    LEFT.set(times);
    anywhere = everywhere;
  }

  /** The surrounding method has begun on this thread. */
  public static void enter() {
    DEPTH.get()[0]++;
  }

  /** The surrounding method has ended on this thread. */
  public static void leave() {
    DEPTH.get()[0]--;
  }

  /** The spot is passed; the last time, it is the last thing that this process does. */
  public static void pass() {
    if ((anywhere || DEPTH.get()[0] > 0) && LEFT.decrementAndGet() == 0) {
      System.err.println("killed at its spot");
      Sigkill.raise();
    }
  }
}
