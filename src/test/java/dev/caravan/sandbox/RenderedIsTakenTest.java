package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Outcome;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.line.LinePlatform;
import dev.caravan.platform.signal.SignalPlatform;
import dev.caravan.sandbox.line.PretendLine;
import dev.caravan.sandbox.signal.PretendSignal;
import dev.caravan.store.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is said, the strict pretend platform takes what the hub makes of it. */
class RenderedIsTakenTest {
  private static final String FAR = "http://far.invalid/";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "*",
            "**",
            "***",
            "_",
            "~",
            "~~",
            "`",
            "``",
            "```",
            "\\",
            "|",
            "||",
            "{",
            "}",
            "[",
            "](",
            "https://c.dev/",
            ")",
            "<",
            ">",
            "&",
            "#",
            "# ",
            "> ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            " ",
            "a",
            "word ",
            "ü",
            "\uD83D\uDC4B",
            "\u200B",
            "\u202E",
            "@everyone",
            "<!here>",
            "\u2060",
            "long ".repeat(400));
    return pieces
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(list -> String.join("", list))
        .filter(text -> !text.isBlank());
  }

  @Property(tries = 500)
  void by_signal(@ForAll("texts") String text, @ForAll Format format) {
    Received received = new Received(CLOCK, Settings.usual());
    PretendSignal pretended = new PretendSignal(received, CLOCK, Settings.usual());
    taken(
        new SignalPlatform(),
        pretended,
        received,
        "+15550100001",
        new Content(text, format, List.of()));
  }

  @Property(tries = 500)
  void by_line(@ForAll("texts") String text, @ForAll Format format) {
    Received received = new Received(CLOCK, Settings.usual());
    PretendLine pretended = new PretendLine(received, CLOCK, Settings.usual());
    String group = "C4af4980629000000000000000000abcd";
    Content content = new Content(text, format, List.of(Deliveries.buttons(3)));
    taken(new LinePlatform(), pretended, received, group, content);
  }

  private static void taken(
      HttpPlatform platform,
      PretendPlatform pretended,
      Received received,
      String recipient,
      Content content) {
    int parts = platform.parts(content);
    for (int part = 0; part < parts; part++) {
      Delivery delivery = Deliveries.of(platform.id(), recipient, null, content, part);
      delivery = new Delivery(delivery.message(), part, 1, "key." + part);
      var call = platform.call(delivery, connection(platform.id()));
      Judged judged = pretended.judge(asked(call));
      assertThat(judged).as(call.json()).isInstanceOf(Judged.Accepted.class);
      Answer answer = ((Judged.Accepted) judged).act().perform();
      assertThat(platform.read(delivery, answered(answer))).isInstanceOf(Outcome.Sent.class);
    }
    List<Arrival> arrivals =
        received.list(Wanted.ALL, 0, 500).stream().map(ReceivedMessage::arrival).toList();
    assertThat(arrivals).hasSize(parts).allMatch(a -> a.beside().notified().isEmpty());
    assertThat(arrivals).noneMatch(a -> a.text().isBlank());
    if (content.format() == Format.PLAIN) {
      String seen = arrivals.stream().map(Arrival::text).collect(Collectors.joining("\n"));
      assertThat(squeezed(seen)).isEqualTo(squeezed(content.text()));
    }
  }

  /** Without white space, which a cut may take away. */
  private static String squeezed(String text) {
    return IntStream.range(0, text.length())
        .filter(i -> !Character.isWhitespace(text.charAt(i)))
        .mapToObj(i -> String.valueOf(text.charAt(i)))
        .collect(Collectors.joining());
  }

  private static Call asked(dev.caravan.platform.Call call) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
    call.headers().forEach(headers::add);
    return new Call(
        HttpMethod.valueOf(call.method()),
        call.url().substring(FAR.length()),
        headers,
        Buffer.buffer(call.json()),
        MultiMap.caseInsensitiveMultiMap());
  }

  private static dev.caravan.platform.Answer answered(Answer answer) {
    JsonNode body = answer.body();
    return new dev.caravan.platform.Answer(answer.status(), answer.headers(), Json.write(body));
  }

  private static Connection connection(String platform) {
    Connection other = Deliveries.connection(platform);
    Map<String, String> credentials = Tokens.of(platform);
    return new Connection(
        other.name(),
        other.platform(),
        other.primary(),
        new Connection.Endpoint(/* sandbox= */ true, FAR, credentials),
        other.traffic());
  }
}
