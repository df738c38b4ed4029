package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.sandbox.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A refused credential pauses its connection until it has another; no message is lost for it. */
class RefusedCredentialTest {
  private static final String GOOD = Objects.requireNonNull(Tokens.of("slack").get("botToken"));

  /** What was refused for its credential is not tried again before. */
  private static final Duration LATER = Duration.ofSeconds(10);

  @Test
  void anotherCredentialInConnectionsYamlLetsTheConnectionGoOn() throws IOException {
    try (TestHub hub = TestHub.with(connections("xoxb-wrong"), Map.of())) {
      String id = refused(hub);
      assertThat(health(hub))
          .startsWith("200 ")
          .contains("DEGRADED", "The platform refused the credential of slack", "invalid_auth")
          .doesNotContain("xoxb-wrong");

      Files.writeString(hub.home.resolve("connections.yaml"), connections(GOOD));

      goesOn(hub, id);
    }
  }

  @Test
  void anotherCredentialInTheFileOfASecretLetsTheConnectionGoOn() throws IOException {
    try (TestHub hub = TestHub.with(connections(GOOD), Map.of())) {
      Path secret = secret(hub, "xoxb-wrong");
      TestHub.until("the file is in force", () -> !good(hub));
      String id = refused(hub);

      Files.writeString(secret, GOOD + "\n");

      goesOn(hub, id);
    }
  }

  @Test
  void aDeletedSecretIsToldAndStaysInForce() throws IOException {
    try (TestHub hub = TestHub.with(connections("xoxb-wrong"), Map.of())) {
      Path secret = secret(hub, GOOD);
      TestHub.until("the file is in force", () -> good(hub));

      Files.delete(secret);

      TestHub.until("it is told", () -> health(hub).contains("secrets/slack is deleted"));
      hub.until(say(hub), "sent");
      Files.writeString(secret, GOOD);
      TestHub.until("all is well again", () -> !health(hub).contains("DEGRADED"));
    }
  }

  @Test
  void whatAHumanPausedStaysPaused() throws IOException {
    try (TestHub hub = TestHub.with(connections("xoxb-wrong"), Map.of())) {
      String id = refused(hub);
      hub.post("/api/v1/connections/slack/pause", Map.of("reason", "Wait for me."));
      Files.writeString(hub.home.resolve("connections.yaml"), connections(GOOD));
      TestHub.until("the new credential is in force", () -> good(hub));

      assertThat(hub.get("/api/v1/connections").items().get(0))
          .containsEntry("paused_by", "admin")
          .containsEntry("paused_why", "Wait for me.");
      assertThat(hub.message(id)).containsEntry("waiting_for", "paused");
      hub.post("/api/v1/connections/slack/resume", Map.of());
      hub.clock.forward(LATER);
      hub.until(id, "sent");
    }
  }

  /** Puts a secret into a file, and connections.yaml in force that names it. */
  private static Path secret(TestHub hub, String token) throws IOException {
    Path secret = Files.createDirectories(hub.home.resolve("secrets")).resolve("slack");
    Files.writeString(secret, token);
    Files.writeString(hub.home.resolve("connections.yaml"), connections("{{file:secrets/slack}}"));
    return secret;
  }

  private static boolean good(TestHub hub) {
    return Boolean.TRUE.equals(
        hub.post("/api/v1/connections/slack/test", Map.of()).body().get("ok"));
  }

  /** A message that waits because its connection's credential was refused. */
  private static String refused(TestHub hub) {
    String id = say(hub);
    TestHub.until(
        "its connection is paused",
        () -> "hub".equals(hub.get("/api/v1/connections").items().get(0).get("paused_by")));
    assertThat(hub.message(id)).containsEntry("status", "approved");
    return id;
  }

  private static void goesOn(TestHub hub, String id) {
    TestHub.until("it goes on by itself", () -> audit(hub, "connection.resumed") == 1);
    hub.clock.forward(LATER);
    hub.until(id, "sent");
    assertThat(hub.received("C0CREDENTIAL")).hasSize(1);
    assertThat(hub.get("/api/v1/connections").items().get(0)).containsEntry("paused", false);
    TestHub.until("all is well again", () -> !health(hub).contains("DEGRADED"));
  }

  private static String say(TestHub hub) {
    return String.valueOf(hub.send("autonomous", "C0CREDENTIAL", "Hello").text("id"));
  }

  private static int audit(TestHub hub, String verb) {
    return hub.get("/api/v1/audit?verb=" + verb).items().size();
  }

  private static String connections(String token) {
    return """
        connections:
          - {name: slack, platform: slack, sandbox: true, limits: none, credentials: {botToken: "%s"}}
        """
        .formatted(token);
  }

  private static String health(TestHub hub) {
    URI ready = URI.create("http://127.0.0.1:" + hub.managementPort + "/observe/health/ready");
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().replace("\\", "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
