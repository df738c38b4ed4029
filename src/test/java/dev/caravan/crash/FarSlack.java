package dev.caravan.crash;

import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Wanted;
import dev.caravan.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** A pretend Slack in the tests' JVM, which goes on counting when hubs die. */
final class FarSlack implements AutoCloseable {
  private static final int ALL = 200_000;
  private final FarSide side = FarSide.start(0);

  /** Where it is reached, as a connection's {@code baseUrl}. */
  String url() {
    return "http://127.0.0.1:" + side.port() + "/sandbox/slack";
  }

  /** As {@link #url}, at the end of a cable that leads to {@link #port}. */
  String url(Cable cable) {
    return "http://127.0.0.1:" + cable.port() + "/sandbox/slack";
  }

  /** Its port of this machine. */
  int port() {
    return side.port();
  }

  /** The texts that arrived for a recipient, in the order of their arrival. */
  List<String> texts(String recipient) {
    return texts(new Wanted("slack", recipient));
  }

  /** All texts that arrived. */
  List<String> texts() {
    return texts(Wanted.ALL);
  }

  private List<String> texts(Wanted wanted) {
    return side.received().list(wanted, 0, ALL).stream().map(m -> m.arrival().text()).toList();
  }

  /** How many messages arrived. */
  long count() {
    return side.received().count(Wanted.ALL);
  }

  /** Forgets all that arrived. */
  void forget() {
    side.received().clear(Wanted.ALL);
  }

  /** From now on takes every message and answers none. */
  void holdAnswers() {
    fault("timeout", 1);
  }

  /** From now on this share of the calls ends so: one of the sandbox's modes of misbehaving. */
  void fault(String mode, double rate) {
    faults("PUT", Json.write(Map.of("platform", "slack", "mode", mode, "rate", rate)));
  }

  /** Answers again. */
  void answer() {
    faults("DELETE", "");
  }

  private void faults(String method, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + side.port() + "/sandbox/api/faults"))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("The far side refused a fault: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    side.close();
  }
}
