package dev.caravan.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.messenger.MessengerPlatform;
import dev.caravan.platform.whatsapp.WhatsAppPlatform;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is said, the pretended platforms take every part of it, and nothing is lost. */
class RandomContentsTest {
  private static final int CONTENTS = 500;

  private static final List<String> PIECES =
      List.of(
          "word ",
          "**bold** ",
          "_it_ ",
          "~~s~~ ",
          "**broken _",
          "\n",
          "\n\n",
          "# Title\n\n",
          "- item\n",
          "> said\n",
          "```\ncode ``` here\n```\n",
          "`tick",
          "[label](https://c.dev/a_b) ",
          "[ref] ",
          "[ref]: https://c.dev/ref\n",
          "<b>&amp;</b> ",
          "@everyone <!here> <@U123> ",
          "👩‍👩‍👧 ",
          "👍🏽",
          "שלום مرحبا ",
          "\u200B",
          "\u2028",
          "漢字",
          "\\",
          "x".repeat(300));

  private static final FarSide FAR = FarSide.start(0);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterAll
  static void close() {
    FAR.close();
  }

  static Stream<HttpPlatform> platforms() {
    return Stream.of(new WhatsAppPlatform(), new MessengerPlatform());
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void no_content_is_refused_for_its_shape_or_length(HttpPlatform platform) throws Exception {
    Random dice = new Random(42);
    for (int i = 0; i < CONTENTS; i++) {
      Content content = content(dice, i);
      List<String> shown = new ArrayList<>();
      for (int part = 0; part < platform.parts(content); part++) {
        shown.add(post(platform, content, part));
      }
      if (content.format() == Format.PLAIN
          && content.actions().isEmpty()
          && content.extras().attachments().isEmpty()) {
        assertThat(bare(String.join("", shown))).isEqualTo(bare(content.text()));
      }
    }
  }

  /** Posts a part, and says what a reader sees of it. */
  private static String post(HttpPlatform platform, Content content, int part) throws Exception {
    var call =
        platform.call(
            Deliveries.of(platform.id(), "16505551234", null, content, part), connection(platform));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.url()))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(call.json()));
    call.headers().forEach(request::header);
    HttpResponse<String> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body() + " to " + call.json()).isEqualTo(200);
    List<ReceivedMessage> got = FAR.received().list(Wanted.ALL, 0, 10);
    assertThat(got).hasSize(1);
    FAR.received().clear(Wanted.ALL);
    assertThat(got.get(0).arrival().beside().notified()).isEmpty();
    return got.get(0).arrival().text();
  }

  private static Connection connection(HttpPlatform platform) {
    return new Connection(
        platform.id(),
        platform.id(),
        true,
        new Connection.Endpoint(
            true,
            Sandbox.baseUrl("http://127.0.0.1:" + FAR.port(), platform.id()),
            Tokens.of(platform.id())),
        new Connection.Traffic(
            List.of(), List.of(), 1, 8, Connection.OnUnknown.HOLD, Duration.ofSeconds(1)));
  }

  private static Content content(Random dice, int i) {
    int pieces = 1 + dice.nextInt(i % 50 == 0 ? 3000 : 120);
    String text =
        "a"
            + dice.ints(pieces, 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    List<Action> actions = new ArrayList<>();
    for (int n = dice.nextInt(4); n > 0; n--) {
      actions.add(
          dice.nextBoolean()
              ? new Action.Button(
                  "b" + n,
                  PIECES.get(dice.nextInt(PIECES.size())) + "x",
                  Action.Style.DEFAULT,
                  dice.nextBoolean() ? null : "https://c.dev/" + n)
              : Deliveries.select(1 + dice.nextInt(15)));
    }
    List<Attachment> files =
        dice.nextInt(4) > 0
            ? List.of()
            : List.of(
                new Attachment("https://c.dev/a.png", "a.png", null, "A \"curve\"\n"),
                new Attachment("https://c.dev/a.webp", null, "image/webp", null),
                new Attachment("https://c.dev/r.pdf?x=y#z", null, null, "alt"));
    return new Content(
        text,
        dice.nextBoolean() ? Format.PLAIN : Format.MARKDOWN,
        actions,
        new Extras(files, List.of(), dice.nextBoolean(), null, null));
  }

  private static String bare(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
