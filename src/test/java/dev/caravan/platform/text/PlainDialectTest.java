package dev.caravan.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Capabilities.TextUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown as mere text; \n stands for a new line. */
class PlainDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "**bold** _italic_ ~~10~~ 8 ¦ bold italic ~10~ 8",
        "# A **very** large title\\n\\ntext ¦ A very large title\\n\\ntext",
        "[Caravan](https://c.dev/?a=1&b=2) ¦ Caravan (https://c.dev/?a=1&b=2)",
        "<https://c.dev> [](https://c.dev) ¦ https://c.dev https://c.dev",
        "<ada@c.dev> ![plan](https://c.dev/p.png) ¦ ada@c.dev plan (https://c.dev/p.png)",
        "[x](tg://user?id=1) ¦ x (tg://user?id=1)",
        "- a\\n- b\\n  - c ¦ • a\\n• b\\n    • c",
        "> said\\n> twice\\n\\nand on ¦ > said\\n> twice\\n\\nand on",
        "`<b>` 2 \\\\* 3 ¦ <b> 2 * 3",
        "```java\\nint a = 1;\\n  a++;\\n``` ¦ int a = 1;\\n  a++;",
        "> ```\\n> a\\n> b\\n> ``` ¦ > a\\n> b",
        "<b>&amp;</b> @everyone ¦ <b>&</b> @everyone",
        "[a]: https://c.dev ¦ [a]: https://c.dev"
      })
  void markdown_reads_as_text(String markdown, String text) {
    assertThat(plain(newlines(markdown), 4_000)).isEqualTo(newlines(text));
  }

  @Test
  void what_addresses_make_too_long_stays_as_it_was_written() {
    String links = "[a] [a] [a]\n\n[a]: https://c.dev/" + "x".repeat(50);

    assertThat(plain(links, 100)).isEqualTo(links);
  }

  private static String plain(String markdown, int limit) {
    return PlainDialect.of(markdown, limit, Measure.of(TextUnit.UTF16_UNITS));
  }

  private static String newlines(String text) {
    return text.replace("\\n", "\n").replace("\\\\", "\\");
  }
}
