package dev.caravan.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contents as Discord's clients show them; \n stands for a new line. */
class DiscordMarkdownTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "**bold** *it **both*** __under__ _it_ ~~gone~~ ||secret|| ¦ bold it both under it gone secret",
        "***both*** ***a* b** ***a** b* ¦ both a b a b",
        "snake_case_name 2 * 3 * 4 ~5 a|b ¦ snake_case_name 2 * 3 * 4 ~5 a|b",
        "* a* ~~ b~~ ** ¦ • a* ~~ b~~ **",
        "\\*a\\* \\_b\\_ \\` \\[x](https://c.dev) \\\\ ¦ *a* _b_ ` [x](https://c.dev) \\",
        "\\a \\1 ¦ \\a \\1",
        "# A\\n## B\\n-# C\\n#D # E ¦ A\\nB\\nC\\n#D # E",
        "- a\\n* b\\n1. c\\n-d ¦ • a\\n• b\\n1. c\\n-d",
        "\\# A\\n\\- a\\n\\> b ¦ # A\\n- a\\n> b",
        "> a\\n> **b**\\nc > d ¦ a\\nb\\nc > d",
        "a\\n>>> b\\nc ¦ a\\nb\\nc",
        "`*a*` ``b`c`` `` `d ``  ```\\n*d*\\n``` ```js\\ne\\n``` ¦ *a* b`c `d   *d* e",
        "`a ``` ¦ `a ```",
        "[x](https://c.dev) [y](<https://c.dev>) [z](tg://a) [https://a](https://b) ¦ x y [z](tg://a) [https://a](https://b)",
        "https://c.dev/_a_*b* <https://c.dev/_a_> ¦ https://c.dev/_a_*b* https://c.dev/_a_",
        "<@1> <#2> <:a:3> <t:1:R> ¦ <@1> <#2> <:a:3> <t:1:R>"
      })
  void a_content_is_shown_without_its_marks(String content, String seen) {
    assertThat(DiscordMarkdown.seen(content.replace("\\n", "\n")))
        .isEqualTo(seen.replace("\\n", "\n"));
  }

  @Test
  void the_most_nested_content_is_read() {
    assertThat(DiscordMarkdown.seen("*a **".repeat(330))).startsWith("a ");
    assertThat(DiscordMarkdown.seen("[".repeat(2000))).isEqualTo("[".repeat(2000));
  }
}
