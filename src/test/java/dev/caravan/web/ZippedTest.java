package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long answers are gzipped for whoever asks, and nothing else is. */
class ZippedTest {
  private static final String LIST = "/api/v1/agents";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
    for (int i = 0; i < 5; i++) {
      hub.agent("INTERN");
    }
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, "/api/v1/openapi.json", "/docs/swagger-ui-bundle.js"})
  void a_long_answer_is_the_same_in_gzip_and_smaller(String path)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> plain = get(path, null);
    HttpResponse<byte[]> zipped = get(path, "gzip, deflate, br");

    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.body().length).isGreaterThan(1_024);
    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
    assertThat(unzipped(zipped.body())).isEqualTo(plain.body());
    assertThat(zipped.headers().firstValue("Content-Length"))
        .isIn(Optional.empty(), Optional.of(Integer.toString(zipped.body().length)));
    for (HttpResponse<byte[]> answer : List.of(plain, zipped)) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
      assertThat(answer.headers().firstValue("Content-Type"))
          .isEqualTo(plain.headers().firstValue("Content-Type"));
    }
  }

  @Test
  void a_short_answer_goes_as_it_is() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get("/api/v1/governance/stops", "gzip");

    assertThat(answer.body().length).isLessThan(1_024);
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void what_is_sent_by_a_caller_who_asks_is_answered_in_gzip_too()
      throws IOException, InterruptedException {
    String said =
        Json.write(
            Map.of(
                "messages",
                List.of(
                    TestHub.said("autonomous", "C0ZIPPED", "a", Map.of()),
                    TestHub.said("autonomous", "C0ZIPPED", "b", Map.of()))));
    HttpResponse<byte[]> answer =
        call(
            request("/api/v1/messaging/proactive/send/batch", "gzip")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(said)));

    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(new String(unzipped(answer.body()), StandardCharsets.UTF_8))
        .startsWith("{\"accepted\":2,");
  }

  @Test
  @Timeout(20)
  void the_event_stream_goes_line_by_line_whatever_is_asked_for()
      throws IOException, InterruptedException {
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(
                request("/api/v1/events", "gzip").build(),
                HttpResponse.BodyHandlers.ofInputStream());

    assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo(": open");
      String id = String.valueOf(hub.send("intern", "C0STREAM", "x").text("id"));
      String line = lines.readLine();
      while (line != null && !line.contains(id)) {
        line = lines.readLine();
      }
      assertThat(line).startsWith("data: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "GZIP|true",
        "br, gzip;q=0.5|true",
        "x-gzip|true",
        "*|true",
        "*;q=0.1|true",
        "identity|false",
        "br|false",
        "gzip;q=0|false",
        "gzip; q=0.000|false",
        "*, gzip;q=0|false",
        "*;q=0|false",
        "gzippy|false"
      })
  void who_asks_for_it_is_told_by_rfc_9110(String asked, boolean wanted) {
    assertThat(Zipped.wanted(asked)).isEqualTo(wanted);
  }

  private static HttpResponse<byte[]> get(String path, @Nullable String asked)
      throws IOException, InterruptedException {
    return call(request(path, asked));
  }

  private static HttpResponse<byte[]> call(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpRequest.Builder request(String path, @Nullable String asked) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port + path))
            .header("Authorization", "Bearer admin-token");
    return asked == null ? request : request.header("Accept-Encoding", asked);
  }

  private static byte[] unzipped(byte[] zipped) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return in.readAllBytes();
    }
  }
}
