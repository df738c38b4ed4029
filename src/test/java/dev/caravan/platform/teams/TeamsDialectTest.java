package dev.caravan.platform.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown as Teams' XML and as a card's runs; \n stands for a new line and ~ for U+00A0. */
class TeamsDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "**bold** _it **both**_ ¦ <strong>bold</strong> <em>it <strong>both</strong></em>",
        "# A **very** large title\\n\\ntext ¦ <strong>A very large title</strong><br/><br/>text",
        "[C & D](https://c.dev/?a=1&b=\"2\") ¦ <a href=\"https://c.dev/?a=1&amp;b=%222%22\">C &amp; D</a>",
        "[](https://c.dev) ¦ <a href=\"https://c.dev\">https://c.dev</a>",
        "[x](msteams:/l/chat) ¦ x (msteams:/l/chat)",
        "- a\\n- b\\n  - c ¦ • a<br/>• b<br/>~~~~• c",
        "> a\\n> > b\\n\\nc ¦ <blockquote>a<br/><br/>b</blockquote><br/>c",
        "`<b>` ¦ <code>&lt;b&gt;</code>",
        "```java\\nif (a < b)\\n    a++;\\n```\\nx ¦ <pre>if (a &lt; b)\\n    a++;</pre><br/>x",
        "<b>x</b> </pre> ¦ &lt;b&gt;x&lt;/b&gt; &lt;/pre&gt;",
        "<at>Ann</at> @everyone ¦ &lt;at&gt;Ann&lt;/at&gt; @everyone",
        "1 \\* 2 \\_ 3 ¦ 1 * 2 _ 3",
        "[a]: https://c.dev ¦ [a]: https://c.dev",
        "a\\n\\n---\\n\\nb ¦ a<br/><br/>———<br/><br/>b"
      })
  void markdown_reads_the_same_in_teams(String markdown, String xml) {
    assertThat(TeamsXml.of(markdown.replace("\\n", "\n"), 12_000))
        .isEqualTo(xml.replace("\\n", "\n").replace('~', '\u00A0'));
  }

  @Test
  void a_plain_text_keeps_its_lines_and_its_spaces() {
    assertThat(TeamsXml.lines("a  b\r\n  c\u0001 & <at>\rd"))
        .isEqualTo("a \u00A0b<br/>\u00A0\u00A0c\uFFFD &amp; &lt;at&gt;<br/>d");
  }

  @Test
  void what_would_become_too_long_is_sent_as_it_was_written() {
    String bold = "**b** ".repeat(20);

    assertThat(TeamsXml.of(bold, 100)).isEqualTo(TeamsXml.lines(bold));
    assertThat(TeamsRuns.of(bold, 100)).isEqualTo(TeamsRuns.plain(bold));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      value = {
        "plain *it* text ¦ {'text':'plain '},{'text':'it','italic':true},{'text':' text'}",
        "***a*** ~~b~~ ¦ {'text':'a','weight':'Bolder','italic':true},{'text':' '},{'text':'b','strikethrough':true}",
        "a `b*` c ¦ {'text':'a '},{'text':'b*','fontType':'Monospace'},{'text':' c'}",
        "> a\\n> b ¦ {'text':'> a\\n> b'}",
        "[x](https://c.dev/|) y ¦ {'text':'x','selectAction':{'type':'Action.OpenUrl','url':'https://c.dev/%7C'}},{'text':' y'}",
        "<at>x</at> {{DATE}} ¦ {'text':'<at>x</at> {{DATE}}'}"
      })
  void a_cards_runs_say_the_same(String markdown, String runs) {
    String expected = "[" + runs.replace("{'text'", "{'type':'TextRun','text'") + "]";
    List<Map<String, Object>> told = TeamsRuns.of(markdown.replace("\\n", "\n"), 6_000);

    assertThat(Json.list(Json.write(told))).isEqualTo(Json.list(expected.replace('\'', '"')));
  }

  @Test
  void addresses_become_uris_and_stay_themselves_where_they_are() {
    assertThat(
            List.of(
                TeamsLink.of("https://c.dev/a?b=%20&c[]=1"),
                TeamsLink.of("https://c.dev/100%/ü \"x\""),
                TeamsLink.of("http://[::1]:8080/x"),
                TeamsLink.of("https://c.dev/ü")))
        .containsExactly(
            "https://c.dev/a?b=%20&c[]=1",
            "https://c.dev/100%25/%C3%BC%20%22x%22", "http://[::1]:8080/x", "https://c.dev/%C3%BC");
  }
}
