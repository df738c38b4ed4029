package dev.caravan.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Posts what it is told to; in a process of its own, so that the hub's JVM compiles and collects
 * for the hub alone. All of it runs on one event loop.
 */
public final class Load {
  private final Vertx vertx;
  private final RequestOptions target;
  private final HttpClient client;
  private final Wish wish;
  private final List<String> bodies;
  private final long[] nanos;
  private final CountDownLatch done;
  private long began;
  private long beganMicros;
  private int next;
  private int good;

  private Load(Vertx vertx, int port, String token, Wish wish) {
    this.vertx = vertx;
    this.wish = wish;
    this.bodies = wish.bodies();
    this.target =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(wish.path())
            .putHeader("Authorization", "Bearer " + token)
            .putHeader("Content-Type", "application/json");
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false),
            new PoolOptions().setHttp1MaxSize(wish.pace().connections()));
    this.nanos = new long[wish.count()];
    this.done = new CountDownLatch(wish.count());
  }

  /** Posts to a port with a token. */
  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    int port = Integer.parseInt(arguments[0]);
    Child.serve(
        "ready", line -> new Load(vertx, port, arguments[1], Wish.read(line)).run().written());
  }

  /** How many were answered 2xx, how many otherwise, in how long, and the latencies' tail. */
  record Result(
      long good, long bad, Duration took, long p50Micros, long p95Micros, long p99Micros) {
    static Result read(String written) {
      String[] f = written.split(" ", -1);
      return new Result(
          Long.parseLong(f[0]),
          Long.parseLong(f[1]),
          Duration.ofNanos(Long.parseLong(f[2])),
          Long.parseLong(f[3]),
          Long.parseLong(f[4]),
          Long.parseLong(f[5]));
    }

    private String written() {
      return "%d %d %d %d %d %d"
          .formatted(good, bad, took.toNanos(), p50Micros, p95Micros, p99Micros);
    }

    double perSecond() {
      return good * 1e9 / took.toNanos();
    }
  }

  private Result run() throws InterruptedException {
    // On the event loop, where all that counts is read and written.
    vertx.runOnContext(ignored -> begin());
    done.await();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    client.close().toCompletionStage().toCompletableFuture().join();
    Arrays.sort(nanos);
    int count = wish.count();
    return new Result(
        good,
        count - good,
        took,
        nanos[count / 2] / 1000,
        nanos[(int) (count * 0.95)] / 1000,
        nanos[(int) (count * 0.99)] / 1000);
  }

  private void begin() {
    began = System.nanoTime();
    beganMicros = micros();
    if (wish.pace().perSecond() > 0) {
      vertx.setPeriodic(1, this::due);
      return;
    }
    for (int i = 0; i < wish.pace().connections(); i++) {
      another();
    }
  }

  private void another() {
    if (next < wish.count()) {
      post(next++, System.nanoTime(), micros(), this::another);
    }
  }

  /** Posts all whose time has come. */
  private void due(long timer) {
    double step = 1e9 / wish.pace().perSecond();
    long sinceBegin = System.nanoTime() - began;
    while (next < wish.count() && next * step <= sinceBegin) {
      long at = (long) (next * step);
      post(next++, began + at, beganMicros + at / 1000, () -> {});
    }
    if (next >= wish.count()) {
      vertx.cancelTimer(timer);
    }
  }

  private void post(int n, long from, long micros, Runnable then) {
    client
        .request(target)
        .compose(request -> request.send(Buffer.buffer(body(n, micros))))
        .compose(response -> response.body().map(ignored -> response.statusCode()))
        .onComplete(
            answer -> {
              nanos[n] = System.nanoTime() - from;
              good += answer.succeeded() && answer.result() / 100 == 2 ? 1 : 0;
              done.countDown();
              then.run();
            });
  }

  private String body(int n, long micros) {
    Wish.Dues dues = wish.dues();
    long at = dues.first() == 0 ? micros : dues.first() + n * dues.step();
    String text =
        bodies
            .get(n % bodies.size())
            .replace("{n}", Integer.toString(n))
            .replace("{r}", Integer.toString(10_000 + n % wish.recipients()).substring(1))
            .replace("{t}", Long.toString(at));
    return dues.first() == 0
        ? text
        : text.replace("{due}", Instant.EPOCH.plus(at, ChronoUnit.MICROS).toString());
  }

  /** The time of day by the machine's clock, from the epoch. */
  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, InstantSource.system().instant());
  }
}
