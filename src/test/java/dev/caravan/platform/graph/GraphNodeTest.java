package dev.caravan.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphNodeTest {
  private static final GraphNode NODE = new GraphNode("v23.0", "accessToken", "phoneNumberId");

  /** {@code printf EAAtoken | openssl dgst -sha256 -hmac app-secret}. */
  private static final String PROOF =
      "9f9f0867bc3df2d00cecd6aa6fb78e65b64c050401bd6ec5b84d98503d443d34";

  @ParameterizedTest
  @CsvSource({
    "https://graph.facebook.com, https://graph.facebook.com/v23.0/106/messages",
    "https://graph.facebook.com/, https://graph.facebook.com/v23.0/106/messages",
    "https://graph.facebook.com/v26.0, https://graph.facebook.com/v26.0/106/messages",
    "https://proxy.example/meta/v26.0/, https://proxy.example/meta/v26.0/106/messages",
    "http://127.0.0.1:8080/sandbox/whatsapp, http://127.0.0.1:8080/sandbox/whatsapp/v23.0/106/messages"
  })
  void a_version_in_the_base_url_goes_before_the_hubs_own(String baseUrl, String url) {
    assertThat(NODE.message(connection(baseUrl, null), "{}").url()).isEqualTo(url);
  }

  @Test
  void the_token_goes_in_a_header_and_its_proof_in_the_query() {
    Call call = NODE.message(connection("https://graph.facebook.com", "app-secret"), "{}");
    assertThat(call.headers()).containsExactly(Map.entry("Authorization", "Bearer EAAtoken"));
    assertThat(call.url())
        .isEqualTo("https://graph.facebook.com/v23.0/106/messages?appsecret_proof=" + PROOF);
  }

  @Test
  void the_node_is_asked_for_itself_without_a_body() {
    Call call = NODE.itself(connection("https://graph.facebook.com", null));
    assertThat(call)
        .extracting(Call::method, Call::url, Call::json)
        .containsExactly("GET", "https://graph.facebook.com/v23.0/106", "");
  }

  private static Connection connection(String baseUrl, @Nullable String secret) {
    Map<String, String> credentials =
        new HashMap<>(Map.of("accessToken", "EAAtoken", "phoneNumberId", "106"));
    if (secret != null) {
      credentials.put("appSecret", secret);
    }
    return new Connection(
        "w",
        "whatsapp",
        true,
        new Connection.Endpoint(false, baseUrl, credentials),
        new Connection.Traffic(
            List.of(), List.of(), 1, 8, Connection.OnUnknown.HOLD, Duration.ofSeconds(1)));
  }
}
