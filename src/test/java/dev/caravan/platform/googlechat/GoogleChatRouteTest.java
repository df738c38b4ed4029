package dev.caravan.platform.googlechat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Probe;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.PlatformSteps;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route as it ships, with a real token, against the pretend Google. */
class GoogleChatRouteTest {
  private final MovedClock clock = new MovedClock();
  private final Connections connections = new Connections();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final FarSide google = FarSide.start(0, clock, Settings.usual());

  @BeforeEach
  void open() throws Exception {
    connect(Map.of());
    camel
        .getRegistry()
        .bind("google_chat", new PlatformSteps(connections, new GoogleChatPlatform(clock)));
    camel.getRegistry().bind("responseTimeout", PlatformSteps.responseTimeout());
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            PluginHelper.getResourceLoader(camel)
                .resolveResource("classpath:routes/platform/google_chat.camel.yaml"));
    camel.start();
  }

  @AfterEach
  void close() {
    camel.stop();
    google.close();
  }

  @Test
  void a_message_is_posted_edited_and_taken_back() {
    Delivery post = delivery(Deliveries.markdown("**old**", Deliveries.buttons(2)));
    String id = name(send(post));
    assertThat(kept().arrival().text()).isEqualTo("*old*");
    assertThat(kept().arrival().actions()).hasSize(2);

    Delivery fresh = delivery(Deliveries.plain("new"));
    Deed edit = new Deed.Edit(id);
    assertThat(send(new Delivery(fresh.message(), 0, 1, "e", edit))).isEqualTo(sent(id));
    assertThat(kept().arrival().text()).isEqualTo("new");
    assertThat(kept().arrival().actions()).isEmpty();

    Delivery recall = new Delivery(fresh.message(), 0, 1, "r", new Deed.Recall(id));
    assertThat(send(recall)).isEqualTo(sent(id));
    assertThat(kept().deleted()).isTrue();
    assertThat(send(recall)).isEqualTo(sent(id));
  }

  @Test
  void a_try_after_one_that_had_arrived_makes_no_second_message() {
    Delivery first = delivery(Deliveries.plain("once"));
    Delivery second = new Delivery(first.message(), 0, 2, first.key());

    assertThat(send(second)).isEqualTo(send(first));
    assertThat(google.received().count(Wanted.ALL)).isEqualTo(1);
  }

  @Test
  void a_token_that_has_ended_is_replaced_before_it_is_used() {
    send(delivery(Deliveries.plain("a")));
    clock.forward(Duration.ofHours(3));

    assertThat(send(delivery(Deliveries.plain("b")))).isInstanceOf(Sent.class);
  }

  @Test
  void a_token_that_google_does_not_know_costs_one_try_before_the_account_is_at_fault() {
    try (FarSide other = FarSide.start(0, clock, Settings.usual())) {
      connect(Map.of("tokenUrl", address(other) + "/token"));
      Delivery first = delivery(Deliveries.plain("x"));
      Delivery second = new Delivery(first.message(), 0, 2, first.key());

      assertThat(send(first))
          .isInstanceOf(Retry.class)
          .extracting("reason")
          .isEqualTo(Reason.CREDENTIAL_REFUSED);
      assertThat(send(second))
          .isInstanceOf(Rejected.class)
          .extracting("reason")
          .isEqualTo(Reason.CREDENTIAL_REFUSED);
    }
    connect(Map.of());
    assertThat(send(delivery(Deliveries.plain("x")))).isInstanceOf(Sent.class);
  }

  @Test
  void the_probe_says_where_the_app_is_and_posts_nothing() {
    assertThat(send(new Probe("google_chat"))).isEqualTo(sent("an app in Sandbox"));
    assertThat(google.received().count(Wanted.ALL)).isZero();
  }

  @Test
  void a_space_without_the_app_is_unreachable() {
    Delivery delivery =
        Deliveries.of("google_chat", "spaces/GONE1", null, Deliveries.plain("x"), 0);

    assertThat(send(delivery))
        .isInstanceOf(Rejected.class)
        .extracting("reason")
        .isEqualTo(Reason.RECIPIENT_UNREACHABLE);
  }

  private void connect(Map<String, String> more) {
    Map<String, String> credentials = new HashMap<>(Tokens.of("google_chat"));
    credentials.putAll(more);
    connections.replace(
        List.of(
            new Connection(
                "google_chat",
                "google_chat",
                true,
                new Connection.Endpoint(true, address(google), credentials),
                Deliveries.connection("google_chat", "", Duration.ofSeconds(20)).traffic())));
  }

  private static String address(FarSide side) {
    return Sandbox.baseUrl("http://127.0.0.1:" + side.port(), "google_chat");
  }

  private Outcome send(Object asked) {
    return camel
        .createProducerTemplate()
        .requestBody("direct:platform-google_chat", asked, Outcome.class);
  }

  private ReceivedMessage kept() {
    return google.received().list(Wanted.ALL, 0, 1).get(0);
  }

  private static Delivery delivery(Content content) {
    return Deliveries.of("google_chat", "spaces/AAAA", null, content, 0);
  }

  private static Outcome sent(String id) {
    return new Sent(List.of(id));
  }

  private static String name(Outcome outcome) {
    return ((Sent) outcome).platformIds().get(0);
  }
}
