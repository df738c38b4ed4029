package dev.caravan.platform.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.MovedClock;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connection.Endpoint;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.TokenCache.Token;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a bot's tokens come from, asked by the library that the hub uses. */
class TeamsTokensTest {
  private static final String SECRET = "the-bots-own-secret";

  private final MovedClock clock = new MovedClock();
  private final TeamsTokens tokens = new TeamsTokens(clock);

  @Test
  void a_pretended_connection_gets_its_token_from_the_sandbox() {
    try (FarSide far = FarSide.start(0, clock, Settings.usual())) {
      Instant before = clock.instant();
      Token token = tokens.fetch(pretended(far, Map.of()));

      assertThat(token.value()).startsWith("sandbox.");
      assertThat(Duration.between(before, token.expiresAt()))
          .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "appPassword, wrong, 401 invalid_client AADSTS7000215",
    "appId, somebody, 400 unauthorized_client AADSTS700016"
  })
  void a_wrong_credential_is_refused_and_named(String key, String value, String said) {
    try (FarSide far = FarSide.start(0, clock, Settings.usual())) {
      Outcome outcome = failure(pretended(far, Map.of(key, value)));

      assertThat(outcome)
          .isEqualTo(
              new Outcome.Rejected(
                  Reason.CREDENTIAL_REFUSED,
                  "The token endpoint answered "
                      + said
                      + "; see appId, appPassword, tenantId and tokenUrl."));
    }
  }

  @Test
  void the_endpoint_is_that_of_the_tenant_unless_the_connection_names_one() {
    assertThat(TeamsTokens.endpoint(real(Map.of())))
        .hasToString("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token");
    assertThat(TeamsTokens.endpoint(real(Map.of("tenantId", "contoso.example"))))
        .hasToString("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token");
    assertThat(TeamsTokens.endpoint(real(Map.of("tenantId", "a/../b"))).getRawPath())
        .isEqualTo("/a%2F..%2Fb/oauth2/v2.0/token");
    assertThat(TeamsTokens.endpoint(real(Map.of("tokenUrl", "https://sts.example/t"))))
        .hasToString("https://sts.example/t");
    assertThat(failure(real(Map.of("tokenUrl", "sts.example/t"))))
        .isInstanceOf(Outcome.Rejected.class)
        .asString()
        .contains("'tokenUrl' is no address", "example");
  }

  @Test
  void the_form_is_what_the_flow_demands_and_goes_nowhere_else() throws IOException {
    List<String> got = new ArrayList<>();
    try (Far far = new Far(got, 302, "", Map.of("Location", "/elsewhere"))) {
      failure(far.connection());
    }

    assertThat(got).hasSize(1);
    assertThat(got.get(0).split("&"))
        .containsExactlyInAnyOrder(
            "grant_type=client_credentials",
            "client_id=app",
            "client_secret=" + SECRET,
            "scope=https%3A%2F%2Fapi.botframework.com%2F.default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "500 ¦ ¦ retry",
        "503 ¦ <html> ¦ retry",
        "429 ¦ {\"error\":\"temporarily_unavailable\"} ¦ retry",
        "200 ¦ <html>hello</html> ¦ retry",
        "200 ¦ {} ¦ retry",
        "404 ¦ <html>no such path</html> ¦ rejected",
        "400 ¦ {\"error\":\"invalid_scope\",\"error_description\":\"AADSTS70011: x\"} ¦ rejected"
      })
  void only_a_refusal_is_for_good(int status, String body, String word) throws IOException {
    try (Far far = new Far(new ArrayList<>(), status, body == null ? "" : body, Map.of())) {
      Outcome outcome = failure(far.connection());

      assertThat(outcome.word()).isEqualTo(word);
      assertThat(outcome.toString()).doesNotContain(SECRET);
    }
  }

  @Test
  void nobody_there_is_no_connection() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(failure(real(Map.of("tokenUrl", "http://localhost:" + port + "/token"))))
        .isEqualTo(
            new Outcome.Retry(
                Reason.CONNECT_FAILED,
                "The token endpoint did not answer: ConnectException.",
                null));
  }

  private Outcome failure(Connection connection) {
    NotSent thrown = catchThrowableOfType(NotSent.class, () -> tokens.fetch(connection));
    assertThat(thrown).isNotNull();
    return thrown.outcome();
  }

  private static Connection pretended(FarSide far, Map<String, String> other) {
    Map<String, String> credentials = new HashMap<>(Tokens.of("teams"));
    credentials.putAll(other);
    String base = Sandbox.baseUrl("http://localhost:" + far.port(), "teams");
    return connection(new Endpoint(true, base, credentials));
  }

  private static Connection real(Map<String, String> other) {
    Map<String, String> credentials = new HashMap<>(other);
    credentials.put("appId", "app");
    credentials.put("appPassword", SECRET);
    return connection(new Endpoint(false, "https://far.invalid", credentials));
  }

  private static Connection connection(Endpoint endpoint) {
    return new Connection(
        "teams", "teams", true, endpoint, Deliveries.connection("teams").traffic());
  }

  /** A token endpoint that always says the same. */
  private static final class Far implements AutoCloseable {
    private final HttpServer server;

    Far(List<String> got, int status, String body, Map<String, String> headers) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              byte[] asked = exchange.getRequestBody().readAllBytes();
              got.add(new String(asked, StandardCharsets.UTF_8));
              headers.forEach(exchange.getResponseHeaders()::set);
              boolean json = body.startsWith("{");
              exchange
                  .getResponseHeaders()
                  .set("Content-Type", json ? "application/json" : "text/html");
              byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
    }

    Connection connection() {
      return real(
          Map.of("tokenUrl", "http://localhost:" + server.getAddress().getPort() + "/token"));
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
