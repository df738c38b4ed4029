package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import dev.caravan.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection with an incoming webhook alone, through camel-slack, over the wire. */
class SlackWebhookRouteTest {
  private static final Content HELLO = Deliveries.plain("Hello, wörld 👋 <!here> & \"so\" on");

  private final Relay relay = new Relay();
  private final Hub hub = new Hub(List.of(hook(relay.url(), Tokens.SLACK_WEBHOOK)), null);

  @AfterEach
  void close() {
    hub.close();
    relay.close();
  }

  @Test
  void a_delivery_is_one_post_that_names_nothing() {
    Exchange exchange = hub.exchange("slack", "C1", HELLO);
    assertThat(Hub.outcome(exchange)).isEqualTo(new Sent(List.of()));
    assertThat(relay.got()).hasSize(1);
    Arrival arrival = arrived().get(0).arrival();
    assertThat(arrival.text()).isEqualTo(HELLO.text());
    assertThat(arrival.beside().notified()).isEmpty();
    assertThat(relay.got().get(0).headers())
        .doesNotContainKeys("X-secret-of-ours", "Caravan-response-timeout", "Cookie");
  }

  @Test
  void slacks_own_type_reads_the_text_the_buttons_and_the_image() {
    Extras extras =
        new Extras(
            List.of(new Attachment("https://example.org/a.png", "A", "image/png", "An image")),
            List.of(),
            false,
            null,
            null);
    Content content =
        new Content("*Deploy*?", Format.MARKDOWN, List.of(Deliveries.buttons(2)), extras);
    assertThat(hub.send("slack", "C1", content)).isInstanceOf(Sent.class);
    String body = relay.got().get(0).body();
    Payload read = GsonFactory.createSnakeCase().fromJson(body, Payload.class);
    assertThat(read.getText()).isEqualTo("_Deploy_?");
    assertThat(read.getBlocks()).hasSize(3);
    JsonNode json = Json.read(body, JsonNode.class);
    assertThat(json.has("channel")).isFalse();
    assertThat(json.path("blocks").path(1).path("image_url").asText())
        .isEqualTo("https://example.org/a.png");
    assertThat(arrived().get(0).arrival().actions()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "services/T0SANDBOX/B0DEAD/x, recipient_unknown",
    "services/T0SANDBOX/B0GONE/x, recipient_unreachable",
    "services/T0SANDBOX/B0LOCKED/x, recipient_unreachable",
    "services/T0SANDBOX/B0SANDBOX/wrong, credential_refused",
    "services/T0SANDBOX/B0NOWHERE/x, credential_refused"
  })
  void a_refusal_is_told_by_its_word(String path, String reason) {
    hub.connections().replace(List.of(hook(relay.url(), path)));
    assertThat(hub.send("slack", "C1", HELLO))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason().word()).isEqualTo(reason));
    assertThat(relay.got()).hasSize(1);
  }

  @Test
  void a_limit_is_one_post_and_is_kept_as_long_as_slack_says() throws Exception {
    relay.fault("slack", "rate_limit");
    assertThat(hub.send("slack", "C1", HELLO))
        .isEqualTo(new Limited(Duration.ofSeconds(7), Scope.CONNECTION));
    assertThat(relay.got()).hasSize(1);
  }

  @Test
  void an_archived_channel_is_a_dead_recipient() throws Exception {
    relay.fault("slack", "reject");
    assertThat(hub.send("slack", "C1", HELLO))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason()).isEqualTo(Reason.RECIPIENT_UNREACHABLE));
  }

  @Test
  void a_connection_lost_after_the_request_leaves_it_unknown() throws Exception {
    relay.fault("slack", "reset");
    hub.connections()
        .replace(
            List.of(hook(relay.url().replace("localhost", "127.0.0.1"), Tokens.SLACK_WEBHOOK)));
    assertThat(hub.send("slack", "C1", HELLO))
        .isInstanceOfSatisfying(
            Unknown.class, u -> assertThat(u.reason()).isEqualTo(Reason.CONNECTION_LOST));
    assertThat(relay.got()).hasSize(1);
  }

  @Test
  void a_refused_port_is_tried_again_and_the_address_stays_secret() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    hub.connections()
        .replace(List.of(hook("http://localhost:" + port, "services/T0/B0/secret-of-ours")));
    Outcome outcome = hub.send("slack", "C1", HELLO);
    assertThat(outcome).isInstanceOf(Retry.class);
    assertThat(outcome.toString()).doesNotContain("secret-of-ours");
  }

  @Test
  void many_threads_post_each_message_whole_and_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Outcome>> running = new ArrayList<>();
      for (int n = 0; n < 800; n++) {
        Content content = Deliveries.plain(text(n));
        running.add(threads.submit(() -> hub.send("slack", "C1", content)));
      }
      for (Future<Outcome> one : running) {
        assertThat(one.get()).isInstanceOf(Sent.class);
      }
      assertThat(arrived())
          .extracting(m -> m.arrival().text())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 800).mapToObj(SlackWebhookRouteTest::text).toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String text(int n) {
    return n + " " + ("ü" + n).repeat(n % 50);
  }

  private List<ReceivedMessage> arrived() {
    return relay.received().list(new Wanted("slack", null), 0, 1_000);
  }

  private static Connection hook(String server, String path) {
    Connection like = Samples.connection("slack", server);
    return new Connection(
        "slack",
        "slack",
        true,
        new Connection.Endpoint(
            true,
            like.endpoint().baseUrl(),
            Map.of("webhookUrl", like.endpoint().baseUrl() + "/" + path)),
        like.traffic());
  }
}
