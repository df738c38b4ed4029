package dev.caravan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many callers at the same moment. */
public final class Crowd {
  private Crowd() {}

  /** What each of {@code size} callers got, all having started together. */
  public static <T> List<T> of(int size, IntFunction<T> call) {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    CountDownLatch start = new CountDownLatch(size);
    try {
      List<Future<T>> calls = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int caller = i;
        calls.add(
            threads.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return call.apply(caller);
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> one : calls) {
        answers.add(one.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
