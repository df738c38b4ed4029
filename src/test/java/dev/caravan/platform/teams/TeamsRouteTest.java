package dev.caravan.platform.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Probe;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connection.Endpoint;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.FailedCall;
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
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route as it ships, against the pretended Teams: tokens, paths and all verbs. */
class TeamsRouteTest {
  private static final String CHANNEL = "19:abc@thread.tacv2";

  private final MovedClock ours = new MovedClock();
  private final MovedClock theirs = new MovedClock();
  private final Connections connections = new Connections();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final FarSide far = FarSide.start(0, theirs, Settings.usual());
  private ProducerTemplate template = camel.createProducerTemplate();

  @BeforeEach
  void start() throws Exception {
    connect(Map.of());
    camel.getRegistry().bind("teams", new PlatformSteps(connections, new TeamsPlatform(ours)));
    camel.getRegistry().bind("responseTimeout", PlatformSteps.responseTimeout());
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            PluginHelper.getResourceLoader(camel)
                .resolveResource("classpath:routes/platform/teams.camel.yaml"));
    camel.start();
    template = camel.createProducerTemplate();
  }

  @AfterEach
  void stop() {
    camel.stop();
    far.close();
  }

  @Test
  void a_message_is_posted_edited_and_recalled_in_its_thread() {
    Outcome sent = send("1700000000123", Deliveries.markdown("**Hello**"), new Deed.Post());
    String id = ((Outcome.Sent) sent).platformIds().get(0);

    assertThat(id).startsWith(CHANNEL + ";messageid=1700000000123/");
    assertThat(only().arrival().text()).isEqualTo("Hello");
    assertThat(only().arrival().place().threadId()).isEqualTo("1700000000123");

    assertThat(send(null, Deliveries.plain("Bye"), new Deed.Edit(id))).isEqualTo(sent);
    assertThat(only().arrival().text()).isEqualTo("Bye");
    assertThat(send(null, Deliveries.plain("Bye"), new Deed.Recall(id))).isEqualTo(sent);
    assertThat(only().deleted()).isTrue();
  }

  @Test
  void a_token_that_they_forgot_early_is_replaced_by_a_fresh_one_once() {
    assertThat(send(null, Deliveries.plain("1"), new Deed.Post())).isInstanceOf(Outcome.Sent.class);
    theirs.forward(Duration.ofHours(2));

    assertThat(send(null, Deliveries.plain("2"), new Deed.Post()))
        .isInstanceOf(Outcome.Retry.class)
        .extracting("reason")
        .isEqualTo(Reason.CREDENTIAL_REFUSED);
    assertThat(send(null, Deliveries.plain("2"), new Deed.Post())).isInstanceOf(Outcome.Sent.class);
  }

  @Test
  void a_token_that_ends_is_replaced_before_anybody_notices() {
    send(null, Deliveries.plain("1"), new Deed.Post());
    theirs.forward(Duration.ofMinutes(61));
    ours.forward(Duration.ofMinutes(61));

    assertThat(send(null, Deliveries.plain("2"), new Deed.Post())).isInstanceOf(Outcome.Sent.class);
  }

  @Test
  void a_wrong_password_is_the_credential_refused_until_it_is_changed() {
    connect(Map.of("appPassword", "wrong"));
    Outcome refused = send(null, Deliveries.plain("1"), new Deed.Post());

    assertThat(refused)
        .isInstanceOf(Outcome.Rejected.class)
        .extracting("reason")
        .isEqualTo(Reason.CREDENTIAL_REFUSED);
    assertThat(refused.toString()).doesNotContain("wrong");
    assertThat(probe()).isEqualTo(refused);
    connect(Map.of());
    assertThat(send(null, Deliveries.plain("1"), new Deed.Post())).isInstanceOf(Outcome.Sent.class);
    assertThat(probe()).isInstanceOf(Outcome.Sent.class);
  }

  private void connect(Map<String, String> other) {
    Map<String, String> credentials = new HashMap<>(Tokens.of("teams"));
    credentials.putAll(other);
    String base = Sandbox.baseUrl("http://localhost:" + far.port(), "teams");
    connections.replace(
        List.of(
            new Connection(
                "teams",
                "teams",
                true,
                new Endpoint(true, base, credentials),
                Deliveries.connection("teams", base, Duration.ofSeconds(30)).traffic())));
  }

  private Outcome send(@Nullable String thread, Content content, Deed deed) {
    Delivery posted = Deliveries.of("teams", CHANNEL, thread, content, 0);
    return outcome(new Delivery(posted.message(), 0, 1, "key", deed));
  }

  private Outcome probe() {
    return outcome(new Probe("teams"));
  }

  private Outcome outcome(Object asked) {
    Exchange done =
        template.send("direct:platform-teams", exchange -> exchange.getMessage().setBody(asked));
    return done.getException() == null
        ? done.getMessage().getBody(Outcome.class)
        : FailedCall.outcome(done.getException());
  }

  private ReceivedMessage only() {
    List<ReceivedMessage> kept = far.received().list(Wanted.ALL, 0, 10);
    assertThat(kept).hasSize(1);
    return kept.get(0);
  }
}
