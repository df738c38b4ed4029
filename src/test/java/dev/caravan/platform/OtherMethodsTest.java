package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Probe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is no POST goes out through the same routes, as its platform wants it. */
class OtherMethodsTest {

  @Test
  void taking_a_signal_message_back_is_a_delete_with_a_body() {
    try (FarSide far =
            new FarSide(got -> new FarSide.Reply(201, Map.of(), "{\"timestamp\":\"2\"}"));
        Hub hub = new Hub("http://localhost:" + far.port())) {
      Delivery posted = Deliveries.of("signal", "+15550100001", null, Deliveries.plain("Hello"), 0);
      Delivery recall = new Delivery(posted.message(), 0, 1, "key", new Deed.Recall("1"));

      assertThat(hub.ask("signal", recall)).isEqualTo(new Sent(List.of("1")));

      FarSide.Got got = far.got().element();
      assertThat(got.method() + " " + got.path())
          .isEqualTo("DELETE /v1/remote-delete/" + Deliveries.TOKEN);
      assertThat(got.body()).isEqualTo("{\"recipient\":\"+15550100001\",\"timestamp\":1}");
    }
  }

  @Test
  void a_probe_is_a_get_without_a_body() {
    String bot = "{\"basicId\":\"@b\",\"displayName\":\"Bot\"}";
    try (FarSide far = new FarSide(got -> new FarSide.Reply(200, Map.of(), bot));
        Hub hub = new Hub("http://localhost:" + far.port())) {
      assertThat(hub.ask("line", new Probe("line"))).isEqualTo(new Sent(List.of("Bot (@b)")));

      FarSide.Got got = far.got().element();
      assertThat(got.method() + " " + got.path() + got.body()).isEqualTo("GET /v2/bot/info");
      assertThat(got.headers())
          .containsEntry("Authorization", List.of("Bearer " + Deliveries.TOKEN));
    }
  }

  @Test
  void a_push_to_line_carries_its_retry_key() {
    String taken = "{\"sentMessages\":[{\"id\":\"46\"}]}";
    try (FarSide far = new FarSide(got -> new FarSide.Reply(200, Map.of(), taken));
        Hub hub = new Hub("http://localhost:" + far.port())) {
      Delivery delivery =
          Deliveries.of(
              "line", "U4af4980629000000000000000000abcd", null, Deliveries.plain("Hello"), 0);

      assertThat(hub.ask("line", delivery)).isEqualTo(new Sent(List.of("46")));

      assertThat(far.got().element().headers().get("X-line-retry-key"))
          .singleElement()
          .asString()
          .matches("[0-9a-f-]{36}");
    }
  }
}
