package dev.caravan.platform.googlechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.MovedClock;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.TokenCache.Token;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import dev.caravan.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service account's grant, against the pretend Google and against worse ones. */
class ServiceAccountGrantTest {
  private static final String KEY = Tokens.of("google_chat").getOrDefault("serviceAccount", "");

  private final MovedClock clock = new MovedClock();
  private final FarSide google = FarSide.start(0, clock, Settings.usual());
  private final ServiceAccountGrant grant = new ServiceAccountGrant(clock);

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void what_the_account_signs_is_traded_for_a_token_of_an_hour() {
    Token token = grant.fetch(connection(Map.of("serviceAccount", KEY)));

    assertThat(token.value()).startsWith("ya29.");
    assertThat(Duration.between(clock.instant(), token.expiresAt()))
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void the_key_may_stand_in_a_file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), KEY);

    assertThat(grant.fetch(connection(Map.of("serviceAccount", file.toString()))).value())
        .isNotEmpty();
  }

  @Test
  void the_connections_own_address_comes_before_the_accounts() {
    Map<String, Object> elsewhere = new HashMap<>(Json.object(KEY));
    elsewhere.put("token_uri", "http://127.0.0.1:1/token");
    String own = Sandbox.baseUrl(url(), "google_chat") + "/token";

    assertThat(
            grant
                .fetch(connection(Map.of("serviceAccount", Json.write(elsewhere), "tokenUrl", own)))
                .value())
        .isNotEmpty();
  }

  @Test
  void another_key_is_refused_with_googles_own_words() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String other =
        Base64.getEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());

    assertThat(failure(with("private_key", other)))
        .isEqualTo(
            new Rejected(
                Reason.CREDENTIAL_REFUSED,
                "The token endpoint answered 400 invalid_grant: Invalid JWT Signature."));
  }

  @Test
  void a_clock_that_is_wrong_by_hours_is_refused() {
    MovedClock ahead = new MovedClock();
    ahead.forward(Duration.ofHours(2));
    NotSent thrown =
        catchThrowableOfType(
            NotSent.class,
            () -> new ServiceAccountGrant(ahead).fetch(connection(Map.of("serviceAccount", KEY))));

    assertThat(thrown.outcome()).extracting("reason").isEqualTo(Reason.CREDENTIAL_REFUSED);
    assertThat(thrown.getMessage()).contains("Invalid JWT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "client_email ¦ has no 'client_email'",
        "private_key ¦ has no 'private_key'",
        "private_key_id ¦ has no 'private_key_id'"
      })
  void a_key_with_something_missing_says_what(String field, String said) {
    assertThat(failure(with(field, "")))
        .isInstanceOf(Rejected.class)
        .extracting("detail")
        .asString()
        .contains(said, "for example")
        .doesNotContain("PRIVATE KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "/no/such/file", "\u0000"})
  void what_is_no_key_is_refused_before_anything_is_asked(String written) {
    assertThat(failure(written))
        .isInstanceOf(Rejected.class)
        .extracting("detail")
        .asString()
        .contains("'serviceAccount' of connection google_chat", "for example");
  }

  @Test
  void a_broken_private_key_is_refused_and_not_shown() {
    assertThat(failure(with("private_key", "-----BEGIN PRIVATE KEY-----\nsecret\n")))
        .isInstanceOf(Rejected.class)
        .extracting("detail")
        .asString()
        .contains("no RSA key")
        .doesNotContain("secret");
  }

  @Test
  void nobody_there_is_tried_again() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(asked("http://127.0.0.1:" + port + "/token"))
        .isInstanceOf(Retry.class)
        .extracting("reason")
        .isEqualTo(Reason.CONNECT_FAILED);
  }

  @ParameterizedTest
  @CsvSource({"429, 7", "503, 7", "500, ", "200, "})
  void a_server_that_gives_no_token_is_tried_again(int status, Integer seconds) throws IOException {
    Outcome outcome = answered(status, seconds == null ? "" : seconds.toString(), "<html>");

    assertThat(outcome).isInstanceOf(Retry.class);
    assertThat(((Retry) outcome).after())
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void an_account_that_is_gone_is_no_matter_of_time() throws IOException {
    assertThat(answered(401, "", "{\"error\":\"invalid_client\"}"))
        .isEqualTo(
            new Rejected(
                Reason.CREDENTIAL_REFUSED, "The token endpoint answered 401 invalid_client"));
  }

  private Outcome answered(int status, String retryAfter, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (!retryAfter.isEmpty()) {
              exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    try {
      return asked("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    } finally {
      server.stop(0);
    }
  }

  private Outcome asked(String tokenUrl) {
    return failure(connection(Map.of("serviceAccount", KEY, "tokenUrl", tokenUrl)));
  }

  private Outcome failure(String serviceAccount) {
    return failure(connection(Map.of("serviceAccount", serviceAccount)));
  }

  private Outcome failure(Connection connection) {
    NotSent thrown = catchThrowableOfType(NotSent.class, () -> grant.fetch(connection));
    assertThat(thrown).isNotNull();
    return thrown.outcome();
  }

  private static String with(String field, String value) {
    Map<String, Object> key = new HashMap<>(Json.object(KEY));
    key.put(field, value);
    return Json.write(key);
  }

  private Connection connection(Map<String, String> credentials) {
    Connection usual = Deliveries.connection("google_chat");
    return new Connection(
        usual.name(),
        usual.platform(),
        true,
        new Connection.Endpoint(true, Sandbox.baseUrl(url(), "google_chat"), credentials),
        usual.traffic());
  }

  private String url() {
    return "http://127.0.0.1:" + google.port();
  }
}
