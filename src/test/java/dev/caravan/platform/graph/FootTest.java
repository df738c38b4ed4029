package dev.caravan.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Action;
import dev.caravan.message.Format;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.Written;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.Splitter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The last text fits under its widgets, and nothing of it is lost. */
class FootTest {
  private static final Measure MEASURE = Measure.of(TextUnit.UTF16_UNITS);
  private static final List<Action> BUTTON = List.of(Deliveries.buttons(1));

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("word ", "\n", "\n\n", "👩‍👩‍👧", "é", "x".repeat(90), "- a\n", "漢字")
        .list()
        .ofMaxSize(900)
        .map(pieces -> String.join("", pieces));
  }

  @Property
  void a_long_text_ends_in_a_foot_that_fits(@ForAll("texts") String text) {
    Written written = under(text, BUTTON);
    List<String> texts = written.texts();
    assertThat(texts).allMatch(part -> part.length() <= 4096);
    assertThat(texts.get(texts.size() - 1).length()).isLessThanOrEqualTo(1024);
    assertThat(bare(String.join("", texts))).isEqualTo(bare(text));
    assertThat(under(text, BUTTON)).isEqualTo(written);
  }

  @Property
  void without_widgets_nothing_is_cut_again(@ForAll("texts") String text) {
    assertThat(under(text, List.of()).texts()).isEqualTo(new Splitter(4096, MEASURE).plain(text));
  }

  @Test
  void the_foot_begins_with_a_paragraph_where_one_is_near() {
    String text = "a ".repeat(600) + "\n\n" + "b ".repeat(100);
    assertThat(under(text, BUTTON).texts())
        .containsExactly("a ".repeat(600).strip(), "b ".repeat(100).strip());
  }

  @Test
  void code_that_is_cut_is_opened_again_in_the_foot() {
    String text = "```java\n" + "int a = 1;\n".repeat(150) + "```";
    Written written = Foot.under(written(text, BUTTON), Format.MARKDOWN, 1024, MEASURE);
    assertThat(written.texts())
        .hasSizeGreaterThan(1)
        .allMatch(part -> part.startsWith("```java\n") && part.endsWith("```"));
  }

  private static Written under(String text, List<Action> widgets) {
    return Foot.under(written(text, widgets), Format.PLAIN, 1024, MEASURE);
  }

  private static Written written(String text, List<Action> widgets) {
    return new Written(new Splitter(4096, MEASURE).plain(text), List.of(), List.of(), widgets);
  }

  private static String bare(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
