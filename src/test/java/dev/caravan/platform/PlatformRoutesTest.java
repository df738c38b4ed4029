package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platforms' routes as they ship, against a far side that counts. */
class PlatformRoutesTest {
  private static final Content HELLO = Deliveries.plain("Hello, wörld 👋");

  private static final String TAKEN =
      "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.2\",\"result\":{\"message_id\":2,\"chat\":{\"id\":5}}}";

  @Test
  void a_delivery_becomes_one_post_to_its_connection() {
    try (FarSide far = new FarSide(got -> new FarSide.Reply(200, Map.of("X-A", "b"), TAKEN));
        Hub hub = new Hub("http://localhost:" + far.port() + "/")) {
      Exchange slack = hub.exchange("slack", "C1", HELLO);
      Exchange telegram = hub.exchange("telegram", "5", HELLO);
      assertThat(Hub.outcome(slack)).isEqualTo(new Sent(List.of("C1/1.2")));
      assertThat(Hub.outcome(telegram)).isEqualTo(new Sent(List.of("5/2")));
      assertThat(slack.getMessage().getHeaders()).isEmpty();
      List<FarSide.Got> got = List.copyOf(far.got());
      assertThat(got)
          .extracting(FarSide.Got::path)
          .containsExactly("/api/chat.postMessage", "/bot" + Deliveries.TOKEN + "/sendMessage");
      assertThat(got.get(0).headers())
          .containsEntry("Authorization", List.of("Bearer " + Deliveries.TOKEN))
          .containsEntry("Content-type", List.of("application/json; charset=utf-8"))
          .doesNotContainKeys("X-secret-of-ours", "Caravan-response-timeout", "Cookie");
      assertThat(got.get(1).headers()).doesNotContainKeys("Authorization", "X-secret-of-ours");
      assertThat(got).extracting(FarSide.Got::method).containsOnly("POST");
      assertThat(got).allMatch(g -> textOf(g.body()).equals(HELLO.text()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "telegram"})
  void a_limit_is_one_post_and_no_more(String platform) {
    try (FarSide far = new FarSide(got -> new FarSide.Reply(429, Map.of("Retry-After", "1"), ""));
        Hub hub = new Hub("http://localhost:" + far.port())) {
      Scope scope = platform.equals("slack") ? Scope.CONNECTION : Scope.RECIPIENT;
      assertThat(hub.send(platform, "5", HELLO))
          .isEqualTo(new Limited(Duration.ofSeconds(1), scope));
      assertThat(far.got()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 503})
  void nothing_is_posted_again_by_the_client_itself(int status) {
    Map<String, String> headers = Map.of("Location", "/elsewhere", "Retry-After", "1");
    try (FarSide far = new FarSide(got -> new FarSide.Reply(status, headers, ""));
        Hub hub = new Hub("http://localhost:" + far.port())) {
      assertThat(hub.send("slack", "C1", HELLO)).isNotInstanceOf(Sent.class);
      assertThat(far.got()).hasSize(1);
    }
  }

  @Test
  void a_refused_port_is_tried_again() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (Hub hub = new Hub("http://localhost:" + port)) {
      Outcome outcome = hub.send("telegram", "5", HELLO);
      assertThat(outcome)
          .isInstanceOf(Retry.class)
          .extracting("reason")
          .isEqualTo(Reason.CONNECT_FAILED);
      assertThat(outcome.toString()).doesNotContain(Deliveries.TOKEN);
    }
  }

  @Test
  void what_the_renderer_cannot_write_is_refused_and_not_unknown() {
    try (FarSide far = new FarSide(got -> new FarSide.Reply(200, Map.of(), TAKEN));
        Hub hub = new Hub("http://localhost:" + far.port())) {
      Delivery beyond = Deliveries.of("slack", "C1", null, HELLO, 7);
      assertThat(hub.ask("slack", beyond))
          .isInstanceOfSatisfying(
              Rejected.class, r -> assertThat(r.reason()).isEqualTo(Reason.ROUTE_FAILED));
      assertThat(far.got()).isEmpty();
    }
  }

  @Test
  void a_removed_connection_is_tried_again() {
    try (Hub hub = new Hub("http://localhost:1")) {
      hub.connections().replace(List.of());
      assertThat(hub.send("slack", "C1", HELLO))
          .isInstanceOf(Retry.class)
          .extracting("reason")
          .isEqualTo(Reason.ROUTE_UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"ok\":tr"})
  void a_connection_lost_after_the_request_leaves_it_unknown(String answer) throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Hub hub = new Hub("http://localhost:" + server.getLocalPort())) {
      Future<?> far = threads.submit(() -> breakOff(server, answer));
      assertThat(hub.send("slack", "C1", HELLO))
          .isInstanceOf(Unknown.class)
          .extracting("reason")
          .isEqualTo(Reason.CONNECTION_LOST);
      far.get();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Reads up to the body's end, then hangs up; with nothing to say the other side gets a reset. */
  private static Object breakOff(ServerSocket server, String answer) throws IOException {
    try (Socket socket = server.accept()) {
      socket.setSoLinger(answer.isEmpty(), 0);
      StringBuilder read = new StringBuilder();
      while (!read.toString().endsWith("}")) {
        read.append((char) socket.getInputStream().read());
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      return read;
    }
  }

  @Test
  void no_answer_within_the_connections_own_time_leaves_it_unknown() {
    CountDownLatch over = new CountDownLatch(1);
    try (FarSide far =
            new FarSide(
                got -> {
                  over.await();
                  return new FarSide.Reply(200, Map.of(), TAKEN);
                });
        Hub hub = new Hub("http://localhost:" + far.port())) {
      hub.connections()
          .replace(
              List.of(
                  Deliveries.connection(
                      "slack", "http://localhost:" + far.port(), Duration.ofMillis(300))));
      assertThat(hub.send("slack", "C1", HELLO))
          .isInstanceOf(Unknown.class)
          .extracting("reason")
          .isEqualTo(Reason.TIMEOUT);
      assertThat(far.got()).hasSize(1);
    } finally {
      over.countDown();
    }
  }

  @Test
  void many_threads_deliver_each_message_whole_and_once() throws Exception {
    int threads = 32;
    int each = 500;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (FarSide far = new FarSide(got -> new FarSide.Reply(200, Map.of(), TAKEN));
        Hub hub = new Hub("http://localhost:" + far.port())) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * each;
        running.add(
            pool.submit(
                () -> {
                  for (int n = first; n < first + each; n++) {
                    String platform = n % 2 == 0 ? "slack" : "telegram";
                    assertThat(hub.send(platform, "5", Deliveries.plain(text(n))))
                        .isInstanceOf(Sent.class);
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
      List<String> texts = far.got().stream().map(got -> textOf(got.body())).toList();
      assertThat(texts).hasSize(threads * each).doesNotHaveDuplicates();
      assertThat(texts).allMatch(text -> text.equals(text(number(text))));
    } finally {
      pool.shutdownNow();
    }
  }

  private static String text(int n) {
    return n + " " + ("ü" + n).repeat(n % 50);
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(0, text.indexOf(' ')));
  }

  private static String textOf(String body) {
    return Json.read(body, JsonNode.class).path("text").asText();
  }
}
