package dev.caravan.platform.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Deliveries;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pretend Discord, called over HTTP with what the platform asks. */
final class DiscordSandbox implements AutoCloseable {
  private final FarSide farSide =
      FarSide.start(
          0, InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")), Settings.usual());

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private int keys;

  Connection connection() {
    String base = Sandbox.baseUrl("http://127.0.0.1:" + farSide.port(), "discord");
    return new Connection(
        "discord",
        "discord",
        true,
        new Connection.Endpoint(true, base, Tokens.of("discord")),
        new Connection.Traffic(
            List.of(), List.of(), 1, 8, Connection.OnUnknown.HOLD, Duration.ofSeconds(20)));
  }

  Outcome send(Delivery delivery) throws IOException, InterruptedException {
    DiscordPlatform discord = new DiscordPlatform();
    Call call = discord.call(delivery, connection());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.url()))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json; charset=utf-8")
            .method(call.method(), BodyPublishers.ofString(call.json()));
    call.headers().forEach(request::header);
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    Map<String, String> headers =
        answer.headers().map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().get(0)));
    return discord.read(delivery, new Answer(answer.statusCode(), headers, answer.body()));
  }

  /** Sends every part, each under a key of its own, and answers what arrived of them. */
  List<ReceivedMessage> sent(Content content) throws IOException, InterruptedException {
    for (int part = 0; part < new DiscordPlatform().parts(content); part++) {
      Delivery of = Deliveries.of("discord", "7", null, content, part);
      assertThat(send(new Delivery(of.message(), part, 1, "key " + ++keys)))
          .isInstanceOf(Outcome.Sent.class);
    }
    return arrived();
  }

  /** All that arrived since the last time. */
  List<ReceivedMessage> arrived() {
    List<ReceivedMessage> arrived = farSide.received().list(Wanted.ALL, 0, 1000);
    farSide.received().clear(Wanted.ALL);
    return arrived;
  }

  @Override
  public void close() {
    farSide.close();
  }
}
