package dev.caravan.platform.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Probe;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.PlatformSteps;
import dev.caravan.sandbox.ReceivedMessage;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/** The route as it ships, whose every method and header reaches a Discord that demands them. */
class DiscordRouteTest {

  @Test
  void a_post_an_edit_a_recall_and_a_probe_pass_the_route() throws Exception {
    try (DiscordSandbox sandbox = new DiscordSandbox();
        DefaultCamelContext camel = new DefaultCamelContext()) {
      Connections connections = new Connections();
      connections.replace(List.of(sandbox.connection()));
      camel.getRegistry().bind("discord", new PlatformSteps(connections, new DiscordPlatform()));
      camel.getRegistry().bind("responseTimeout", PlatformSteps.responseTimeout());
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(
              PluginHelper.getResourceLoader(camel)
                  .resolveResource("classpath:routes/platform/discord.camel.yaml"));
      camel.start();

      Outcome posted = ask(camel, delivery("old", new Deed.Post()));
      String id = ((Sent) posted).platformIds().get(0);
      assertThat(ask(camel, delivery("new", new Deed.Edit(id)))).isEqualTo(posted);
      assertThat(ask(camel, delivery("new", new Deed.Recall(id)))).isEqualTo(posted);
      assertThat(ask(camel, new Probe("discord"))).isEqualTo(new Sent(List.of("@caravan")));
      assertThat(sandbox.arrived())
          .singleElement()
          .matches(ReceivedMessage::deleted)
          .extracting(message -> message.arrival().text())
          .isEqualTo("new");
    }
  }

  private static Outcome ask(DefaultCamelContext camel, Object asked) throws Exception {
    try (var template = camel.createProducerTemplate()) {
      return template.requestBody("direct:platform-discord", asked, Outcome.class);
    }
  }

  private static Delivery delivery(String text, Deed deed) {
    Delivery of = Deliveries.of("discord", "7", null, Deliveries.plain(text), 0);
    return new Delivery(of.message(), 0, 1, "key", deed);
  }
}
