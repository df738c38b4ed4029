package dev.caravan.platform.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown as Telegram's HTML; \n stands for a new line and ~ for U+2060. */
class TelegramDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "**bold** _it **both**_ ¦ <b>bold</b> <i>it <b>both</b></i>",
        "# A **very** large title\\n\\ntext ¦ <b>A very large title</b>\\n\\ntext",
        "[C & D](https://c.dev/?a=1&b=\"2\") ¦ <a href=\"https://c.dev/?a=1&amp;b=&quot;2&quot;\">C &amp; D</a>",
        "[](https://c.dev) ¦ <a href=\"https://c.dev\">https://c.dev</a>",
        "[x](tg://user?id=1) ¦ x (tg://user?id=1)",
        "> a\\n> > b\\n\\nc ¦ <blockquote>a\\n\\nb</blockquote>\\n\\nc",
        "`<b>` ¦ <code>&lt;b&gt;</code>",
        "```java\\n1 < 2\\n``` ¦ <pre><code class=\"language-java\">1 &lt; 2</code></pre>",
        "```j\"><b\\n1\\n``` ¦ <pre>1</pre>",
        "<b>x</b> </pre> ¦ &lt;b&gt;x&lt;/b&gt; &lt;/pre&gt;",
        "@everyone, a@b.org (@x) ¦ @~everyone, a@b.org (@~x)",
        "@**ann** (@*bob*) @_x_ ¦ @~<b>ann</b> (@~<i>bob</i>) @~<i>x</i>",
        "@[ann](https://c.dev) ¦ @~<a href=\"https://c.dev\">ann</a>",
        "a@**b** @ **c** @\\n**d** ¦ a@<b>b</b> @ <b>c</b> @\\n<b>d</b>",
        "[a]: https://c.dev ¦ [a]: https://c.dev"
      })
  void markdown_reads_the_same_in_telegram(String markdown, String html) {
    assertThat(TelegramDialect.of(markdown.replace("\\n", "\n"), 4096))
        .isEqualTo(html.replace("\\n", "\n").replace('~', '\u2060'));
  }
}
