package dev.caravan.platform.googlechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown as Chat's markup; \n stands for a new line and ^ for U+2060. */
class ChatDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "**bold** _italic_ ~~gone~~ ¦ *bold* _italic_ ~gone~",
        "# A **very** large title\\n\\ntext ¦ *A very large title*\\n\\ntext",
        "[Caravan](https://c.dev/?a=1&b=|) ¦ <https://c.dev/?a=1&b=%7C|Caravan>",
        "<https://c.dev> [](https://c.dev) ¦ <https://c.dev|https://c.dev> <https://c.dev|https://c.dev>",
        "[a > b](https://c.dev) [a \\| b](https://c.dev) ¦ a > b (https://c.dev) a | b (https://c.dev)",
        "[dev](https://c.dev) ¦ <https://c.dev|dev>",
        "[mail us](mailto:a@c.dev) <a@c.dev> ¦ mail us (mailto:a@c.dev) a@c.dev",
        "[x](!here) [y](javascript:z) ¦ x (!here) y (javascript:z)",
        "- a\\n- b\\n  - c ¦ • a\\n• b\\n    • c",
        "3. a\\n4. b ¦ 3. a\\n4. b",
        "> said\\n> twice\\n\\nand on ¦ > said\\n> twice\\n\\nand on",
        "`<b>` ¦ `<b>`",
        "`` a`b `` ¦ a`b",
        "```java\\nint a = 1 < 2;\\n``` ¦ ```\\nint a = 1 < 2;\\n```",
        "<b>&amp;</b> <!here> ¦ <b>&</b> <!here>",
        "[a]: https://c.dev ¦ [a]: https://c.dev",
        "a\\n\\n---\\n\\nb ¦ a\\n\\n———\\n\\nb"
      })
  void markdown_reads_the_same_in_google_chat(String markdown, String markup) {
    assertThat(of(markdown)).isEqualTo(markup.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "<users/all> ¦ <^users/all>",
        "\\<users/1\\> &lt;USERS/1&gt; ¦ <^users/1> <^USERS/1>",
        "`<users/1>` ¦ `<^users/1>`",
        "```\\n<users/1>\\n``` ¦ ```\\n<^users/1>\\n```",
        "[<users/1>](https://c.dev) ¦ <^users/1> (https://c.dev)",
        "[x](https://c.dev/&lt;users/all&gt;) ¦ <https://c.dev/%3Cusers/all%3E|x>",
        "[x](mailto:&lt;users/all&gt;) ¦ x (mailto:<^users/all>)",
        "&lt;https://c.dev\\|c.org&gt; ¦ <^https://c.dev|c.org>"
      })
  void what_would_be_a_command_is_text(String markdown, String markup) {
    assertThat(of(markdown)).isEqualTo(markup.replace("\\n", "\n").replace('^', '\u2060'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<users/all>",
        "a <Users/1> b",
        "<<users/1>>",
        "<https://c.dev|x>",
        "<Http://c.dev>"
      })
  void a_plain_text_has_no_commands_either(String plain) {
    assertThat(ChatMarkup.inert(plain)).isNotEqualTo(plain).doesNotContainPattern("(?i)<[uh]");
    assertThat(ChatMarkup.inert(plain).replace("\u2060", "")).isEqualTo(plain);
  }

  @Test
  void what_needs_too_much_room_stays_as_it_was_written() {
    String quote = "> a\n" + "b\n".repeat(20);
    assertThat(ChatDialect.of(quote, ChatMarkup.bytes(quote))).isEqualTo(quote);
  }

  private static String of(String markdown) {
    return ChatDialect.of(markdown.replace("\\n", "\n"), 4000);
  }
}
