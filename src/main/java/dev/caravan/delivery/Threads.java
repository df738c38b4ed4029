package dev.caravan.delivery;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** The threads of delivery. */
final class Threads {
  private Threads() {}

  /** Daemon threads of this name. */
  static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Threads that wait for platforms: virtual where the JDK has them (21 and later). */
  static ExecutorService forCalls() {
    try {
      MethodHandle virtual =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      return (ExecutorService) virtual.invoke();
    } catch (NoSuchMethodException | IllegalAccessException onJdk17) {
      return Executors.newCachedThreadPool(daemon("send"));
    } catch (Throwable e) {
      throw new IllegalStateException("Virtual threads are there but do not start", e);
    }
  }
}
