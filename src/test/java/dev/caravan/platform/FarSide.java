package dev.caravan.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that counts what it gets and answers as it is told. */
final class FarSide implements AutoCloseable {

  /** One request, whole. */
  record Got(String method, String path, Map<String, List<String>> headers, String body) {}

  /** What it answers. */
  record Reply(int status, Map<String, String> headers, String body) {}

  /** Decides about a request; it may block. */
  @FunctionalInterface
  interface Answering {
    Reply to(Got got) throws Exception;
  }

  static {
    // Without it the JDK's server waits 40 ms for an acknowledgement at each answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Got> got = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  FarSide(Answering answering) {
    this(plain(), answering);
  }

  FarSide(HttpServer server, Answering answering) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, answering));
    server.start();
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static HttpServer plain() {
    try {
      return HttpServer.create(anyPort(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(HttpExchange exchange, Answering answering) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Got request =
        new Got(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body);
    got.add(request);
    try (exchange) {
      Reply reply = answering.to(request);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  Queue<Got> got() {
    return got;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
