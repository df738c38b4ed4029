package dev.caravan.platform;

import dev.caravan.message.Content;
import dev.caravan.message.Outcome;
import dev.caravan.platform.slack.SlackWebhookSteps;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.jspecify.annotations.Nullable;

/** The platforms' routes as they ship, with nothing else around them. */
final class Hub implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connections connections = new Connections();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final ProducerTemplate template;

  Hub(String baseUrl) {
    this(baseUrl, null);
  }

  /**
   * Every platform's connection leads to {@code baseUrl}.
   *
   * @param trusted a PKCS12 file with the password "password"; the JDK's own trust where null
   */
  Hub(String baseUrl, @Nullable String trusted) {
    this(
        Samples.PLATFORMS.stream()
            .map(platform -> Deliveries.connection(platform, baseUrl, PATIENCE))
            .toList(),
        trusted);
  }

  Hub(List<Connection> all, @Nullable String trusted) {
    connections.replace(all);
    Samples.PLATFORMS.forEach(
        platform ->
            camel.getRegistry().bind(platform.id(), new PlatformSteps(connections, platform)));
    camel.getRegistry().bind("slackWebhook", new SlackWebhookSteps());
    camel.getRegistry().bind("responseTimeout", PlatformSteps.responseTimeout());
    HttpComponent https = camel.getComponent("https", HttpComponent.class);
    https.setAutomaticRetriesDisabled(true);
    https.setCookieManagementDisabled(true);
    https.setConnectionTimeToLive(2000);
    https.setMaxTotalConnections(256);
    https.setConnectionsPerRoute(256);
    if (trusted != null) {
      https.setUseGlobalSslContextParameters(true);
      camel.setSSLContextParameters(trust(trusted));
    }
    try {
      for (HttpPlatform platform : Samples.PLATFORMS) {
        PluginHelper.getRoutesLoader(camel)
            .loadRoutes(
                PluginHelper.getResourceLoader(camel)
                    .resolveResource("classpath:routes/platform/" + platform.id() + ".camel.yaml"));
      }
    } catch (Exception e) {
      throw new AssertionError("The routes do not load", e);
    }
    camel.start();
    template = camel.createProducerTemplate();
  }

  private static SSLContextParameters trust(String file) {
    KeyStoreParameters store = new KeyStoreParameters();
    store.setResource("file:" + file);
    store.setPassword("password");
    TrustManagersParameters managers = new TrustManagersParameters();
    managers.setKeyStore(store);
    SSLContextParameters parameters = new SSLContextParameters();
    parameters.setTrustManagers(managers);
    return parameters;
  }

  /** Sends one part, and says how it ended. */
  Outcome send(String platform, String recipient, Content content) {
    return outcome(exchange(platform, recipient, content));
  }

  /** Puts a delivery or a probe through the route of its platform, and says how it ended. */
  Outcome ask(String platform, Object asked) {
    return outcome(
        template.send(
            "direct:platform-" + platform, exchange -> exchange.getMessage().setBody(asked)));
  }

  /** The exchange after the route, with a header that must not reach the wire before. */
  Exchange exchange(String platform, String recipient, Content content) {
    return exchange(platform, Deliveries.of(platform, recipient, null, content, 0));
  }

  /** The exchange after the route was given this Delivery or Probe. */
  Exchange exchange(String platform, Object asked) {
    return template.send(
        "direct:platform-" + platform,
        exchange -> {
          exchange.getMessage().setHeader("X-Secret-Of-Ours", "yes");
          exchange.getMessage().setHeader(Exchange.HTTP_PATH, "elsewhere");
          exchange.getMessage().setBody(asked);
        });
  }

  Connections connections() {
    return connections;
  }

  static Outcome outcome(Exchange exchange) {
    return exchange.getException() == null
        ? exchange.getMessage().getBody(Outcome.class)
        : FailedCall.outcome(exchange.getException());
  }

  @Override
  public void close() {
    camel.stop();
  }
}
