package dev.caravan.platform.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connection.Endpoint;
import dev.caravan.platform.Deliveries;
import dev.caravan.sandbox.Arrival;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is said, the pretended Teams takes it, and nobody is notified who was not meant. */
class TeamsContentsTest {
  private static final List<String> PIECES =
      List.of(
          "word ",
          "  ",
          "\n",
          "\n\n",
          "\r\n",
          "\t",
          "é",
          "👩‍👩‍👧",
          "שלום",
          "مرحبا",
          "\u200B",
          "\u2060",
          "&",
          "<",
          ">",
          "\"",
          "\\",
          "&amp;",
          "&nbsp;",
          "<at>29:1eve</at>",
          "@everyone",
          "</text>",
          "**",
          "*",
          "_",
          "~~",
          "`",
          "\n```java\n",
          "\n> ",
          "\n- ",
          "\n1. ",
          "[x](https://c.dev/|)",
          "[y](javascript:z)",
          "![i](http://e.org/?a=1&b=\"2\")",
          "\n# ",
          "\u0001",
          "\uFFFE",
          "x".repeat(900),
          "<b>",
          "{{DATE}}",
          "]]>",
          "<!--");

  private static final Mention MEANT = new Mention(Mention.Kind.USER, "29:1ann");

  private static final Attachment CHART =
      new Attachment("https://c.dev/chart.png", null, null, "Sales");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final MovedClock CLOCK = new MovedClock();
  private static final FarSide FAR = FarSide.start(0, CLOCK, Settings.usual());
  private static String token = "";

  @BeforeContainer
  static void signIn() {
    token = new TeamsTokens(CLOCK).fetch(connection()).value();
  }

  @AfterContainer
  static void close() {
    FAR.close();
  }

  @Provide
  Arbitrary<Content> contents() {
    Arbitrary<String> texts =
        Arbitraries.of(PIECES)
            .list()
            .ofMinSize(1)
            .ofMaxSize(120)
            .map(p -> "a" + String.join("", p));
    Arbitrary<List<Action>> actions =
        Arbitraries.of(0, 0, 2, 40)
            .map(
                count -> {
                  List<Action> all = new ArrayList<>(List.of(Deliveries.buttons(count)));
                  if (count > 0) {
                    all.add(Deliveries.select(count));
                  }
                  return all;
                });
    Arbitrary<Extras> extras =
        Arbitraries.of(
            Extras.NONE,
            new Extras(List.of(), List.of(MEANT), false, null, null),
            new Extras(List.of(CHART), List.of(MEANT), false, null, null));
    return Combinators.combine(texts, Arbitraries.of(Format.class), actions, extras)
        .as(Content::new);
  }

  @Property(tries = 300)
  void everything_is_taken_whole_and_notifies_only_those_who_are_meant(
      @ForAll("contents") Content content) throws Exception {
    FAR.received().clear(Wanted.ALL);
    TeamsPlatform teams = new TeamsPlatform(CLOCK);
    for (int part = 0; part < teams.parts(content); part++) {
      Call call = teams.call(Deliveries.of("teams", "a:1abc", null, content, part), connection());
      HttpResponse<String> answer = post(call);
      assertThat(answer.statusCode()).as(answer.body() + call.json()).isEqualTo(201);
    }

    List<Arrival> arrived =
        FAR.received().list(Wanted.ALL, 0, 100).stream().map(ReceivedMessage::arrival).toList();
    List<String> meant = content.extras().mentions().stream().map(Mention::id).toList();
    assertThat(arrived.stream().flatMap(a -> a.beside().notified().stream()))
        .containsExactlyElementsOf(meant);
    assertThat(arrived).allMatch(a -> !a.text().isBlank() && a.text().length() <= 12_000);
    if (content.format() == Format.PLAIN) {
      String seen = arrived.stream().map(Arrival::text).collect(Collectors.joining());
      assertThat(bare(seen)).startsWith(bare(String.join("", meant) + content.text()));
    }
  }

  /** Without white space, which the splitter takes off at its cuts, and what XML cannot say. */
  private static String bare(String text) {
    return text.replaceAll("[\\s\\u0001\\uFFFE\\uFFFD]", "");
  }

  private static HttpResponse<String> post(Call call) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(call.url()))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(call.json()))
            .build(),
        BodyHandlers.ofString());
  }

  private static Connection connection() {
    String base = Sandbox.baseUrl("http://localhost:" + FAR.port(), "teams");
    return new Connection(
        "teams",
        "teams",
        true,
        new Endpoint(true, base, Tokens.of("teams")),
        Deliveries.connection("teams").traffic());
  }
}
