package dev.caravan.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Posts over a number of connections, each as soon as its last answer has come; in a process of its
 * own, so that the hub's JVM compiles and collects for the hub alone.
 */
public final class Load {
  private static final int RECIPIENTS = 1_000;

  private final Vertx vertx;
  private final RequestOptions target;

  private Load(Vertx vertx, int port, String path, String token) {
    this.vertx = vertx;
    this.target =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            .putHeader("Authorization", "Bearer " + token)
            .putHeader("Content-Type", "application/json");
  }

  /** Reads {@code path connections count} from each line, and writes how that went. */
  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] wanted = line.split(" ", -1);
      Load load = new Load(vertx, Integer.parseInt(arguments[0]), wanted[0], arguments[1]);
      Result result =
          load.run(Integer.parseInt(wanted[1]), Integer.parseInt(wanted[2]), Load::message);
      System.out.println(result.written());
    }
    vertx.close();
  }

  private static String message(long n) {
    return "{\"agent_id\":\"autonomous\",\"platform\":\"slack\",\"recipient_id\":\"C0R%d\",\"content\":\"Message %d of the benchmark\"}"
        .formatted(n % RECIPIENTS, n);
  }

  /** How many were answered 2xx, how many otherwise, in how long, and the latencies' tail. */
  record Result(long good, long bad, Duration took, long p50Micros, long p99Micros) {
    static Result read(String written) {
      String[] parts = written.split(" ", -1);
      return new Result(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Duration.ofNanos(Long.parseLong(parts[2])),
          Long.parseLong(parts[3]),
          Long.parseLong(parts[4]));
    }

    private String written() {
      return good + " " + bad + " " + took.toNanos() + " " + p50Micros + " " + p99Micros;
    }

    double perSecond() {
      return good * 1e9 / took.toNanos();
    }
  }

  /** Posts {@code count} bodies over {@code connections}. */
  private Result run(int connections, int count, LongFunction<String> body)
      throws InterruptedException {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false),
            new PoolOptions().setHttp1MaxSize(connections));
    AtomicLong next = new AtomicLong();
    AtomicInteger good = new AtomicInteger();
    AtomicInteger bad = new AtomicInteger();
    AtomicLongArray nanos = new AtomicLongArray(count);
    CountDownLatch done = new CountDownLatch(connections);
    long began = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      one(client, next, count, body, new Tally(good, bad, nanos, done));
    }
    done.await();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    client.close().toCompletionStage().toCompletableFuture().join();
    long[] sorted = IntStream.range(0, count).mapToLong(nanos::get).sorted().toArray();
    return new Result(
        good.get(), bad.get(), took, sorted[count / 2] / 1000, sorted[(int) (count * 0.99)] / 1000);
  }

  private record Tally(
      AtomicInteger good, AtomicInteger bad, AtomicLongArray nanos, CountDownLatch done) {}

  private void one(
      HttpClient client, AtomicLong next, int count, LongFunction<String> body, Tally tally) {
    long n = next.getAndIncrement();
    if (n >= count) {
      tally.done().countDown();
      return;
    }
    long began = System.nanoTime();
    client
        .request(target)
        .compose(request -> request.send(Buffer.buffer(body.apply(n))))
        .compose(response -> response.body().map(ignored -> response.statusCode()))
        .onComplete(
            answer -> {
              tally.nanos().set((int) n, System.nanoTime() - began);
              boolean fine = answer.succeeded() && answer.result() / 100 == 2;
              (fine ? tally.good() : tally.bad()).incrementAndGet();
              one(client, next, count, body, tally);
            });
  }
}
