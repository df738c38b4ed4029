package dev.caravan.platform;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One platform's renderer and reader, with the JDK's own client between it and the sandbox. */
final class Wire {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** No two messages of a test share an id, or a platform would know the second for the first. */
  private static final AtomicLong MESSAGES = new AtomicLong();

  private final HttpPlatform platform;
  private final Connection connection;

  Wire(String id, String server) {
    platform = Samples.platform(id);
    connection = Samples.connection(id, server);
  }

  HttpPlatform platform() {
    return platform;
  }

  Connection connection() {
    return connection;
  }

  /** A message of its own with this content. */
  Message message(Content content) {
    Message like =
        Deliveries.of(platform.id(), Samples.recipient(platform.id()), null, content, 0).message();
    return new Message(
        new UUID(0x7000, MESSAGES.incrementAndGet()),
        like.sender(),
        like.target(),
        content,
        like.outline(),
        like.createdAt());
  }

  /** Does the deed with one part, as the hub would; the key is the hub's. */
  Outcome carry(Message message, int part, Deed deed) {
    Delivery delivery = new Delivery(message, part, 1, message.id() + "." + part, deed);
    return platform.read(delivery, answer(platform.call(delivery, connection)));
  }

  /** What the sandbox says to a call. */
  Answer answer(Call call) {
    BodyPublisher body =
        call.json().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.json());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.url())).method(call.method(), body);
    call.headers().forEach(request::header);
    platform
        .tokens()
        .ifPresent(t -> request.header("Authorization", "Bearer " + t.token(connection)));
    if (!call.json().isEmpty()) {
      request.header("Content-Type", "application/json; charset=utf-8");
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      return new Answer(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
