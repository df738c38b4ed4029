package dev.caravan.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Slack that has taken a message long before it says so. */
final class SlowSlack implements AutoCloseable {
  private static final byte[] POSTED =
      "{\"ok\":true,\"channel\":\"C0LATE\",\"ts\":\"1700000000.000100\"}".getBytes(UTF_8);

  private final CountDownLatch speak = new CountDownLatch(1);
  private final AtomicInteger taken = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  SlowSlack() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      taken.incrementAndGet();
      speak.await();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, POSTED.length);
      exchange.getResponseBody().write(POSTED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many messages it has taken. */
  int taken() {
    return taken.get();
  }

  /** Answers what it has taken, and all that follows. */
  void speak() {
    speak.countDown();
  }

  @Override
  public void close() {
    speak();
    server.stop(0);
    threads.shutdown();
  }
}
