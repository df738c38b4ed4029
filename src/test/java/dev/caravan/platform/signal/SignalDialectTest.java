package dev.caravan.platform.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Content;
import dev.caravan.platform.Deliveries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown in Signal's styled mode, or none; \n stands for a new line. */
class SignalDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "**bold** _italic_ ~~gone~~ ¦ **bold** *italic* ~gone~",
        "***both*** ¦ *both*",
        "**a _b_ c** ¦ **a b c**",
        "# A `b` title\\n\\ntext ¦ **A `b` title**\\n\\ntext",
        "**1 \\\\* 2** ~ | ¦ **1 \\\\* 2** \\\\~ \\\\|",
        "**a** || b ¦ **a** \\\\|\\\\| b",
        "`a*b` ¦ `a\\\\*b`",
        "```java\\na ~ b\\nc\\n``` ¦ `a \\\\~ b\\nc`",
        "**[Caravan](https://c.dev/~ada)** ¦ **Caravan (https://c.dev/\\\\~ada)**",
        "> **a**\\n> b ¦ > **a**\\n> b",
        "#\\n\\n**a** ¦ \\n\\n**a**"
      })
  void what_it_can_style_is_styled(String markdown, String styled) {
    SignalText text = text(markdown);

    assertThat(text.styled()).isTrue();
    assertThat(text.written().strip()).isEqualTo(newlines(styled).strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "mere *words ¦ mere *words",
        "2 * 3 ~ 6 ¦ 2 * 3 ~ 6",
        "**a**_b_ ¦ ab",
        "\\\\***a** ¦ *a",
        "**a\\\\*** ¦ a*",
        "c:\\\\\\\\**a** ¦ c:\\\\a"
      })
  void what_it_cannot_say_goes_out_unstyled(String markdown, String plain) {
    SignalText text = text(markdown);

    assertThat(text.styled()).isFalse();
    assertThat(text.written()).isEqualTo(newlines(plain));
  }

  private static SignalText text(String markdown) {
    Content content = Deliveries.markdown(newlines(markdown));
    return SignalText.of(content, content.text());
  }

  private static String newlines(String text) {
    return text.replace("\\n", "\n").replace("\\\\", "\\");
  }
}
