package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sandbox.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The pretend platforms behind a door that counts who comes through, whatever becomes of them. */
final class Relay implements AutoCloseable {
  /** Those that belong to one connection alone. */
  private static final Set<String> HOP =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

  private final dev.caravan.sandbox.FarSide sandbox = dev.caravan.sandbox.FarSide.start(0);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final FarSide door = new FarSide(this::pass);

  /** Where it is reached, without a slash at its end. */
  String url() {
    return "http://localhost:" + door.port();
  }

  /** All that came through, tokens' requests among it. */
  List<FarSide.Got> got() {
    return List.copyOf(door.got());
  }

  /** What truly arrived. */
  Received received() {
    return sandbox.received();
  }

  /** From now on a pretend platform does so at every call. */
  void fault(String platform, String mode) throws IOException, InterruptedException {
    String body =
        "{\"platform\":\"%s\",\"mode\":\"%s\",\"rate\":1,\"retry_after\":7}"
            .formatted(platform, mode);
    HttpRequest put =
        HttpRequest.newBuilder(inside("/sandbox/api/faults"))
            .PUT(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private URI inside(String path) {
    return URI.create("http://127.0.0.1:" + sandbox.port() + path);
  }

  /** An answer that is withheld, as by a reset, closes the door's own connection too. */
  private FarSide.Reply pass(FarSide.Got got) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(inside(got.path()))
            .method(got.method(), BodyPublishers.ofString(got.body()));
    got.headers()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name)) {
                headers.put(name, values.get(0));
              }
            });
    return new FarSide.Reply(answer.statusCode(), headers, answer.body());
  }

  @Override
  public void close() {
    door.close();
    sandbox.close();
  }
}
