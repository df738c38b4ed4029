package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

/** Who waits for platforms. */
class ThreadsTest {
  @Test
  void callsRunOnVirtualThreadsWhereTheJdkHasThem() throws Exception {
    ExecutorService calls = Threads.forCalls();
    try {
      Thread one = CompletableFuture.supplyAsync(Thread::currentThread, calls).get();
      CompletableFuture<Thread> more = new CompletableFuture<>();
      calls.execute(() -> more.complete(Thread.currentThread()));

      assertThat(virtual(one)).isEqualTo(Runtime.version().feature() >= 21);
      assertThat(virtual(more.get())).isEqualTo(virtual(one));
      assertThat(one.isDaemon()).isTrue();
    } finally {
      calls.shutdown();
    }
  }

  /** JDK 17, which this is compiled for, does not know the word. */
  private static boolean virtual(Thread thread) throws ReflectiveOperationException {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    } catch (NoSuchMethodException onJdk17) {
      return false;
    }
  }
}
