package dev.caravan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** The process that posts. */
final class Loader implements AutoCloseable {
  private final Child child;

  Loader(BenchHub hub) throws IOException {
    child = new Child(Load.class, Integer.toString(hub.port), BenchHub.TOKEN);
  }

  /** Posts, and waits for all answers, each of which must be good. */
  Load.Result run(Wish wish) throws IOException {
    Load.Result result = Load.Result.read(child.ask(wish.written()));
    assertThat(result.bad()).as("answers other than 2xx").isZero();
    return result;
  }

  /** The same, without waiting. */
  CompletableFuture<Load.Result> begin(Wish wish) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run(wish);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  ProcessHandle handle() {
    return child.handle();
  }

  @Override
  public void close() {
    child.close();
  }
}
