package dev.caravan.platform.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown as Slack's mrkdwn; \n stands for a new line. */
class SlackDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "**bold** _italic_ ~~gone~~ ¦ *bold* _italic_ ~gone~",
        "# A **very** large title\\n\\ntext ¦ *A very large title*\\n\\ntext",
        "[Caravan](https://c.dev/?a=1&b=|) ¦ <https://c.dev/?a=1&amp;b=%7C|Caravan>",
        "<https://c.dev> [](https://c.dev) ¦ <https://c.dev|https://c.dev> <https://c.dev|https://c.dev>",
        "[x](!here) [y](javascript:z) ¦ x (!here) y (javascript:z)",
        "- a\\n- b\\n  - c ¦ • a\\n• b\\n    • c",
        "3. a\\n4. b ¦ 3. a\\n4. b",
        "> said\\n> twice\\n\\nand on ¦ > said\\n> twice\\n\\nand on",
        "`<b>` ¦ `&lt;b&gt;`",
        "`` a`b `` ¦ a`b",
        "```java\\nint a = 1 < 2;\\n``` ¦ ```\\nint a = 1 &lt; 2;\\n```",
        "<b>&amp;</b> <!here> ¦ &lt;b&gt;&amp;&lt;/b&gt; &lt;!here&gt;",
        "[a]: https://c.dev ¦ [a]: https://c.dev",
        "a\\n\\n---\\n\\nb ¦ a\\n\\n———\\n\\nb"
      })
  void markdown_reads_the_same_in_slack(String markdown, String mrkdwn) {
    assertThat(SlackDialect.of(markdown.replace("\\n", "\n"), 4000))
        .isEqualTo(mrkdwn.replace("\\n", "\n"));
  }
}
