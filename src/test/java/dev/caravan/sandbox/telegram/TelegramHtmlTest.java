package dev.caravan.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramHtmlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|plain|[]",
        "&lt;b&gt; &amp; &quot;|<b> & \"|[]",
        "&#9731;&#x2603;|☃☃|[]",
        "<b>hi</b>|hi|[{\"type\":\"bold\",\"offset\":0,\"length\":2}]",
        "😀<STRONG>x</Strong>|😀x|[{\"type\":\"bold\",\"offset\":2,\"length\":1}]",
        "<a href=\"https://e.org/?a=1&amp;b=2\">e</a>|e|[{\"type\":\"text_link\",\"offset\":0,\"length\":1,\"url\":\"https://e.org/?a=1&b=2\"}]",
        "<span class='tg-spoiler'>s</span>|s|[{\"type\":\"spoiler\",\"offset\":0,\"length\":1}]",
        "<blockquote expandable>q</blockquote>|q|[{\"type\":\"expandable_blockquote\",\"offset\":0,\"length\":1}]",
        "<code class=\"language-java\">c</>|c|[{\"type\":\"code\",\"offset\":0,\"length\":1,\"language\":\"java\"}]",
        "<i><b>x</b></i>|x|[{\"type\":\"bold\",\"offset\":0,\"length\":1},{\"type\":\"italic\",\"offset\":0,\"length\":1}]",
      })
  void aTextIsTakenApartIntoWhatIsSeenAndItsEntities(String html, String text, String entities)
      throws Exception {
    TelegramHtml parsed = TelegramHtml.parse(html, true);

    assertThat(parsed.text()).isEqualTo(text);
    assertThat(parsed.entities()).hasToString(entities);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a <b|Unclosed start tag at byte offset 2",
        "é</b>|Unexpected end tag at byte offset 2",
        "<b>x</b|Unclosed end tag at byte offset 4",
        "<b>x</i>|Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"",
        "<a href>x</a>|Expected equal sign in declaration of an attribute of the tag \"a\" at byte offset 0",
        "<a =\"x\">x</a>|Empty attribute name in the tag \"a\" at byte offset 0",
        "<a href=\"x|Unclosed start tag \"a\" at byte offset 0",
        "<span class=\"big\">x</span>|Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
        "1 < 2|Unsupported start tag \"\" at byte offset 2",
        "&nbsp;|Unsupported entity at byte offset 0",
        "&#0;|Unsupported entity at byte offset 0",
        "&#1114112;|Unsupported entity at byte offset 0",
      })
  void aFaultIsNamedWithItsByte(String html, String message) {
    assertThatThrownBy(() -> TelegramHtml.parse(html, true)).hasMessage(message);
  }

  @Test
  void withoutStrictModeAnAmpersandMayMeanItself() throws Exception {
    assertThat(TelegramHtml.parse("R&D &nbsp;", false).text()).isEqualTo("R&D &nbsp;");
  }
}
