package dev.caravan.platform.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Content;
import dev.caravan.platform.Deliveries;
import dev.caravan.sandbox.ReceivedMessage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is said arrives at a Discord that is as strict as the real one, and as it was said. */
class DiscordTextsTest {
  private static final DiscordSandbox SANDBOX = new DiscordSandbox();

  private static final List<String> PIECES =
      List.of(
          "word",
          "a",
          " ",
          "\n",
          "\n\n",
          "\t",
          "*",
          "**",
          "***",
          "_",
          "__",
          "~~",
          "||",
          "`",
          "```",
          "\n```java\n",
          "\\",
          "[",
          "](",
          ")",
          "<",
          ">",
          "\n> ",
          "\n>>> ",
          "\n# ",
          "\n-# ",
          "\n- ",
          "\n1. ",
          "https://c.dev/a_b",
          "http://",
          "[x](https://c.dev)",
          "@everyone",
          "<@123>",
          "<@&123>",
          "<#123>",
          "<:a:1>",
          "<t:1:R>",
          ":smile:",
          "12:30:45",
          "👩‍👩‍👧",
          "שלום",
          "\u200B",
          "&nbsp;",
          "<b>",
          "x".repeat(300));

  @AfterContainer
  static void close() {
    SANDBOX.close();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(120)
        .map(pieces -> String.join("", pieces))
        .filter(text -> !text.isBlank());
  }

  @Property(tries = 500)
  void a_plain_text_is_seen_as_it_was_written(@ForAll("texts") String text) throws Exception {
    Content content = Deliveries.plain(text);
    List<String> sources = DiscordText.written(content).texts();
    List<ReceivedMessage> arrived = SANDBOX.sent(content);

    assertThat(arrived)
        .extracting(m -> m.arrival().text().replace("\u2060", ""))
        .containsExactlyElementsOf(sources.stream().map(String::strip).toList());
    assertThat(arrived).allMatch(m -> m.arrival().beside().notified().isEmpty());
  }

  @Property(tries = 500)
  void every_markdown_text_arrives_and_notifies_nobody(
      @ForAll("texts") String text, @ForAll @IntRange(min = 0, max = 30) int buttons)
      throws Exception {
    Content content = Deliveries.markdown(text, Deliveries.buttons(buttons));

    assertThat(SANDBOX.sent(content))
        .hasSize(new DiscordPlatform().parts(content))
        .allMatch(m -> m.arrival().beside().notified().isEmpty())
        .allMatch(m -> !m.arrival().text().isBlank());
  }
}
