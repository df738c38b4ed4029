package dev.caravan.crash;

import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** A pretend Slack in the tests' JVM, which goes on counting when hubs die. */
final class FarSlack implements AutoCloseable {
  private static final int ALL = 200_000;
  private final FarSide side = FarSide.start(0);

  /** Where it is reached, as a connection's {@code baseUrl}. */
  String url() {
    return "http://127.0.0.1:" + side.port() + "/sandbox/slack";
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
    faults("PUT", "{\"platform\": \"slack\", \"mode\": \"timeout\", \"rate\": 1}");
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
