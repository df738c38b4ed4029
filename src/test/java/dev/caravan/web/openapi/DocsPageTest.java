package dev.caravan.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that shows the document: open, whole, and no way into the class path. */
class DocsPageTest {
  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static TestHub.Answer get(String path) {
    return hub.call("GET", path, null, null, Map.of());
  }

  private static String header(TestHub.Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }

  @Test
  void theShortPathLeadsToThePage() {
    TestHub.Answer answer = get("/docs");
    assertThat(answer.status()).isEqualTo(301);
    assertThat(header(answer, "Location")).isEqualTo("/docs/");
  }

  @Test
  void thePageNamesFilesThatAreThere() {
    TestHub.Answer page = get("/docs/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).startsWith("text/html");
    List<String> named =
        Pattern.compile("(?:src|href)=\"([a-z0-9.-]+)\"")
            .matcher(page.response().body())
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(named).hasSizeGreaterThanOrEqualTo(4);
    for (String file : named) {
      TestHub.Answer answer = get("/docs/" + file);
      assertThat(answer.status()).as(file).isEqualTo(200);
      String type =
          file.endsWith(".js")
              ? "text/javascript"
              : file.endsWith(".css") ? "text/css" : "image/png";
      assertThat(header(answer, "Content-Type")).as(file).startsWith(type);
    }
    assertThat(get("/docs/start.js").response().body()).contains("/api/v1/openapi.json");
  }

  @Test
  void nothingInlineAndNothingForeignMayRun() {
    TestHub.Answer page = get("/docs/");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';")
        .doesNotContain("unsafe-inline", "unsafe-eval");
    assertThat(page.response().body()).doesNotContainPattern("<script(?![^>]*src=)");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/application.properties",
        "/docs/../application.properties",
        "/docs/..%2fapplication.properties",
        "/docs/%2e%2e/application.properties",
        "/docs/%2e%2e%2fapplication.properties",
        "/docs/..%5capplication.properties",
        "/docs/....//application.properties",
        "/docs//application.properties",
        "/docs/index.css/../../../../../../application.properties",
        "/docs/../../../../../application.properties",
        "/docs/dev/caravan/Caravan.class",
        "/docs/index.html%00.js",
        "/docs/swagger-ui.js"
      })
  void noOtherFileIsServed(String path) throws IOException {
    // Written as it is: a client would tidy the path.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port)) {
      OutputStream out = socket.getOutputStream();
      String request = "GET " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      // Above /docs the guard stands, which asks for a key before it says what there is.
      assertThat(answer.readLine()).containsPattern(" (400|401|404) ");
      assertThat(answer.lines()).noneMatch(line -> line.contains("caravan.home"));
    }
  }
}
