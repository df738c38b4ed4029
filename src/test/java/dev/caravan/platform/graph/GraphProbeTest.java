package dev.caravan.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Probe;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformSteps;
import dev.caravan.platform.messenger.MessengerPlatform;
import dev.caravan.platform.whatsapp.WhatsAppPlatform;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Tokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes as they ship, asked whether a connection's credentials are any good. */
class GraphProbeTest {
  private static final FarSide FAR = FarSide.start(0);
  private static final Connections CONNECTIONS = new Connections();
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

  @BeforeAll
  static void start() throws Exception {
    CAMEL.getRegistry().bind("responseTimeout", PlatformSteps.responseTimeout());
    for (HttpPlatform platform : List.of(new WhatsAppPlatform(), new MessengerPlatform())) {
      CAMEL.getRegistry().bind(platform.id(), new PlatformSteps(CONNECTIONS, platform));
      PluginHelper.getRoutesLoader(CAMEL)
          .loadRoutes(
              PluginHelper.getResourceLoader(CAMEL)
                  .resolveResource("classpath:routes/platform/" + platform.id() + ".camel.yaml"));
    }
    CAMEL.start();
  }

  @AfterAll
  static void stop() {
    CAMEL.stop();
    FAR.close();
  }

  @ParameterizedTest
  @CsvSource({"whatsapp, +1 555-010-0000", "messenger, Caravan"})
  void good_credentials_name_their_account(String platform, String account) {
    assertThat(probed(platform, Map.of())).isEqualTo(new Sent(List.of(account)));
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, accessToken",
    "whatsapp, phoneNumberId",
    "whatsapp, appSecret",
    "messenger, pageToken",
    "messenger, pageId",
    "messenger, appSecret"
  })
  void each_wrong_credential_is_refused_as_such(String platform, String credential) {
    assertThat(probed(platform, Map.of(credential, "777")))
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.CREDENTIAL_REFUSED));
  }

  private static Outcome probed(String platform, Map<String, String> wrong) {
    Map<String, String> credentials = new HashMap<>(Tokens.of(platform));
    credentials.putAll(wrong);
    String baseUrl = Sandbox.baseUrl("http://127.0.0.1:" + FAR.port(), platform);
    CONNECTIONS.replace(
        List.of(
            new Connection(
                "c",
                platform,
                true,
                new Connection.Endpoint(true, baseUrl, credentials),
                new Connection.Traffic(
                    List.of(),
                    List.of(),
                    1,
                    8,
                    Connection.OnUnknown.HOLD,
                    Duration.ofSeconds(20)))));
    return CAMEL
        .createFluentProducerTemplate()
        .to("direct:platform-" + platform)
        .withBody(new Probe("c"))
        .request(Outcome.class);
  }
}
