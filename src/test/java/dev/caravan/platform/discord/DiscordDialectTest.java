package dev.caravan.platform.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as Discord's Markdown; \n stands for a new line and $ for U+2060 and § for U+00A0. */
class DiscordDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "**bold** _it **both**_ ~~gone~~ ¦ **bold** *it **both*** ~~gone~~",
        "***both*** ¦ ***both***",
        "**a**__b__ ¦ **a**$**b**",
        "**a\\*** ¦ **a\\*$**",
        "~~a\\~~~ ¦ ~~a\\~$~~",
        "*&nbsp;x* ¦ §x",
        "# A **very** large title\\n\\ntext ¦ **A very large title**\\n\\ntext",
        "[Caravan](https://c.dev/?a=(1)&b=\"2\") ¦ [Caravan](https://c.dev/?a=%281%29&b=\"2\")",
        "**[a](https://c.dev/*)** ¦ **[a](https://c.dev/%2A)**",
        "<https://c.dev/a_b> [](https://c.dev) ¦ https://c.dev/a_b https://c.dev",
        "[https://a.dev](https://b.dev) ¦ https://a.dev (<https://b.dev>)",
        "[a\\[b](https://b.dev) ¦ a\\[b (<https://b.dev>)",
        "[x](tg://u?id=1) [y](javascript:z) ¦ x (tg://u?id=1) y (javascript:z)",
        "<a@b.org> [mail](mailto:a@b.org) ¦ a@b.org mail (mailto:a@b.org)",
        "- a\\n- b\\n  - c ¦ • a\\n• b\\n    • c",
        "3. a\\n4. b ¦ 3\\. a\\n4\\. b",
        "> said\\n> twice\\n\\nand on ¦ > said\\n> twice\\n\\nand on",
        "- > said ¦ • \\n> said",
        "> ```\\n> a\\n> b\\n> ``` ¦ > ```\\n> a\\n> b\\n> ```",
        "`<b>` `` a`b `` `` `c ``¦ `<b>` ``a`b`` `` `c``",
        "`a``b` **`a*b`** ¦ a\\`\\`b **a\\*b**",
        "`a`**b**`c` ¦ `a`$**b**$`c`",
        "```java\\n1 < 2 ```` \\n``` ¦ ```java\\n1 < 2 `$`$`$` \\n```",
        "```\\n``` ¦ \\`\\`\\`\\n\\`\\`\\`",
        "\\# a\\n\\- b\\n\\> c\\n1\\. d ¦ \\# a\\n\\- b\\n\\> c\\n1\\. d",
        "a_b_c \\|\\|x\\|\\| \\[y](z) ¦ a\\_b\\_c \\|\\|x\\|\\| \\[y](z)",
        "<@1> <#2> <:a:3> </b> ¦ \\<@1> \\<#2> \\<\\:a:3> \\</b>",
        "[a]: https://c.dev ¦ \\[a]: https://c.dev",
        "https://c.dev/*a* ¦ <https://c.dev/>*a*",
        "a\\n\\n---\\n\\nb ¦ a\\n\\n———\\n\\nb"
      })
  void markdown_reads_the_same_in_discord(String markdown, String said) {
    assertThat(DiscordDialect.of(read(markdown), 2000, false)).isEqualTo(read(said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "# a\\n- b\\n-# c\\n> d\\n1. e ¦ \\# a\\n\\- b\\n\\-# c\\n\\> d\\n1\\. e",
        "a # b - c > d 1. e ¦ a # b - c > d 1. e",
        "-5 #a 1.5\\n3.14 -x ¦ -5 #a 1.5\\n3.14 -x",
        "*a* _b_ ~~c~~ ||d|| `e` ¦ \\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`",
        "¯\\_(ツ)_/¯ ¦ ¯\\\\\\_(ツ)\\_/¯",
        "12:30:45 :smile: 1:100:2 ¦ 12:30:45 \\:smile: 1\\:100:2",
        "(https://c.dev/a_b*c). ¦ (https://c.dev/a_b*c).",
        "<https://c.dev> ¦ \\<<https://c.dev>>",
        "https://c.dev/a<b ¦ <https://c.dev/a>\\<b",
        "https:// http://_ http://a b http://a< ¦ https:// http:$//\\_ http://a b http:$//a\\<"
      })
  void a_plain_text_is_escaped_but_for_its_links(String text, String said) {
    assertThat(DiscordScript.plain(read(text), false)).isEqualTo(read(said));
  }

  @Test
  void a_quiet_link_stands_in_angle_brackets() {
    assertThat(DiscordScript.plain("See https://c.dev/a_b, or not.", true))
        .isEqualTo("See <https://c.dev/a_b>, or not.");
    assertThat(DiscordDialect.of("[a](https://c.dev) https://d.dev", 2000, true))
        .isEqualTo("[a](<https://c.dev>) <https://d.dev>");
  }

  @Test
  void what_would_be_too_long_or_blank_stays_as_it_was_written() {
    assertThat(DiscordDialect.of("[a] [a]\n\n[a]: https://c.dev", 30, false))
        .isEqualTo("\\[a] \\[a]\n\n\\[a]: https://c.dev");
    assertThat(DiscordDialect.of("[a]: https://c.dev", 2000, false))
        .isEqualTo("\\[a]: https://c.dev");
    assertThat(DiscordDialect.of("> >", 2000, false)).isEqualTo("\\> >");
  }

  private static String read(String written) {
    return written.replace("\\n", "\n").replace('$', '\u2060').replace('§', '\u00A0');
  }
}
