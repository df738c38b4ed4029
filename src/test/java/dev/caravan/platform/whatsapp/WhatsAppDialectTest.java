package dev.caravan.platform.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown as WhatsApp's marks; \n stands for a new line. */
class WhatsAppDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "**bold** _italic_ ~~gone~~ ¦ *bold* _italic_ ~gone~",
        "***both*** ¦ _*both*_",
        "# A **very** large title\\n\\ntext ¦ *A very large title*\\n\\ntext",
        "#\\n\\ntext ¦ \\n\\ntext",
        "**two\\nlines** ¦ *two*\\n*lines*",
        "**a _b\\nc_ d** ¦ *a _b_*\\n*_c_ d*",
        "[Caravan](https://c.dev/?a=1) ¦ Caravan (https://c.dev/?a=1)",
        "<https://c.dev> [](https://c.dev) <a@c.dev> ¦ https://c.dev https://c.dev a@c.dev",
        "[x](!here) [y](javascript:z) ¦ x (!here) y (javascript:z)",
        "- a\\n- b\\n  - c ¦ • a\\n• b\\n    • c",
        "> said\\n> twice\\n\\nand on ¦ > said\\n> twice\\n\\nand on",
        "`a*b` `` a`b `` ¦ `a*b` a`b",
        "```java\\nint a;\\nint b;\\n``` ¦ ```int a;\\nint b;```",
        "<b>&amp;</b> @everyone ¦ <b>&</b> @everyone",
        "a\\n\\n---\\n\\nb ¦ a\\n\\n———\\n\\nb"
      })
  void markdown_reads_the_same_in_whatsapp(String markdown, String marked) {
    assertThat(WhatsAppDialect.of(markdown.replace("\\n", "\n"), 4096))
        .isEqualTo(marked.replace("\\n", "\n"));
  }

  @Test
  void what_would_be_longer_than_the_limit_or_nothing_stays_as_it_was_written() {
    String links = "[a] [a] [a]\n\n[a]: https://c.dev/" + "x".repeat(40);
    assertThat(WhatsAppDialect.of(links, 100)).isEqualTo(links);
    assertThat(WhatsAppDialect.of("[a]: https://c.dev", 100)).isEqualTo("[a]: https://c.dev");
    assertThat(WhatsAppDialect.of("#", 100)).isEqualTo("#");
  }

  @Test
  void code_cannot_end_itself() {
    assertThat(WhatsAppDialect.of("````\n```\n````", 100))
        .isEqualTo("```" + "`\u200B`\u200B`" + "```");
  }
}
