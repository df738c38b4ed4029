package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Content;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every platform's route as it ships, over the wire to its pretend platform. */
class EveryRouteTest {
  private static final String IDS = "dev.caravan.platform.Samples#ids";
  private static final Content HELLO = Deliveries.plain("Hello, wörld 👋");

  private final Relay relay = new Relay();
  private final Hub hub = new Hub(Samples.connections(relay.url()), null);

  @AfterEach
  void close() {
    hub.close();
    relay.close();
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void a_delivery_is_one_call_and_one_message(String id) {
    Exchange exchange = send(id);
    assertThat(Hub.outcome(exchange)).isInstanceOf(Sent.class);
    assertThat(exchange.getMessage().getHeaders()).isEmpty();
    assertThat(calls(id)).hasSize(1);
    assertThat(arrived(id)).extracting(m -> m.arrival().text()).containsExactly(HELLO.text());
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void nothing_of_the_exchange_reaches_the_wire(String id) {
    send(id);
    assertThat(relay.got())
        .isNotEmpty()
        .allSatisfy(
            got ->
                assertThat(got.headers().keySet())
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .doesNotContain("x-secret-of-ours", "caravan-response-timeout", "cookie")
                    .noneMatch(name -> name.startsWith("camel")));
    assertThat(relay.got()).extracting(FarSide.Got::path).noneMatch(p -> p.contains("elsewhere"));
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void a_limit_is_one_call_and_no_more(String id) throws Exception {
    relay.fault(id, "rate_limit");
    assertThat(Hub.outcome(send(id))).isInstanceOf(Limited.class);
    assertThat(calls(id)).hasSize(1);
    assertThat(arrived(id)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void a_connection_lost_after_the_request_leaves_it_unknown(String id) throws Exception {
    relay.fault(id, "reset");
    assertThat(Hub.outcome(send(id)))
        .isInstanceOfSatisfying(
            Unknown.class, u -> assertThat(u.reason()).isEqualTo(Reason.CONNECTION_LOST));
    assertThat(calls(id)).hasSize(1);
    assertThat(arrived(id)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void a_refused_port_is_tried_again(String id) throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    hub.connections().replace(Samples.connections("http://localhost:" + port));
    assertThat(Hub.outcome(send(id))).isInstanceOf(Retry.class);
  }

  private Exchange send(String id) {
    return hub.exchange(id, Samples.recipient(id), HELLO);
  }

  /** What came to the delivery's own address; a token may have been fetched besides. */
  private List<FarSide.Got> calls(String id) {
    Call call =
        Samples.platform(id)
            .call(
                Deliveries.of(id, Samples.recipient(id), null, HELLO, 0),
                Samples.connection(id, relay.url()));
    return relay.got().stream().filter(got -> call.url().equals(relay.url() + got.path())).toList();
  }

  private List<ReceivedMessage> arrived(String id) {
    return relay.received().list(new Wanted(id, null), 0, 10);
  }
}
