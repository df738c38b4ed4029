package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManyPostsTest {
  private static final int THREADS = 16;
  private static final int EACH = 625;

  @Test
  void tenThousandPostsAtOnceAreAllKeptUnderIdsOfTheirOwn() throws Exception {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    ExecutorService senders = Executors.newFixedThreadPool(THREADS);
    try (Outside outside = new Outside()) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String body = "{\"channel\":\"C" + thread + "\",\"text\":\"%d\"}";
        work.add(
            () -> {
              for (int i = 0; i < EACH; i++) {
                ids.add(
                    outside
                        .slack("chat.postMessage", body.formatted(i))
                        .json()
                        .path("ts")
                        .asText());
              }
              return null;
            });
      }
      for (Future<Void> done : senders.invokeAll(work)) {
        done.get();
      }

      assertThat(ids).hasSize(THREADS * EACH);
      assertThat(outside.farSide.received().count(Wanted.ALL)).isEqualTo(THREADS * EACH);
      assertThat(outside.farSide.received().list(new Wanted("slack", "C3"), 0, 1_000))
          .extracting(m -> Integer.valueOf(m.arrival().text()))
          .hasSize(EACH)
          .isSorted();
    } finally {
      senders.shutdownNow();
    }
  }
}
