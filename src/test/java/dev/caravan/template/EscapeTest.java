package dev.caravan.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A value is read as itself, wherever in a text it stands. */
class EscapeTest {
  private static final List<String> TEMPLATES =
      List.of(
          "{{v}}",
          "before {{v}} after",
          "before\n{{v}}\nafter",
          "# Title\n\n{{v}}\n\nend",
          "> {{v}}\n\nend",
          "- {{v}}\n- next",
          "1. {{v}}\n\n   more",
          "**bold** {{v}} *italic*",
          "[label](https://example.org) {{v}}",
          "{{v}}# no heading",
          "{{v}}- no item");

  @Property(tries = 500)
  void no_value_changes_how_a_text_is_built(@ForAll("values") String value) {
    // Where nothing is written, the text around it is all there is.
    Assume.that(!value.isEmpty());
    for (String template : TEMPLATES) {
      assertThat(told(template, value).marks).as(template).isEqualTo(told(template, "x").marks);
    }
  }

  @Property(tries = 500)
  void a_value_is_read_as_it_was_given(@ForAll("values") String value) {
    assertThat(lines(told("{{v}}", value).text.toString())).isEqualTo(lines(value));
  }

  @Test
  void mentions_links_and_html_are_mere_words() {
    String value = "<!channel> @everyone [x](https://evil.example) <b>*hi*</b> `code` ~~no~~ &amp;";

    Told told = told("{{v}}", value);

    assertThat(told.marks).isEmpty();
    assertThat(told.text.toString()).isEqualTo(value);
  }

  @Test
  void three_braces_leave_the_value_as_it_is() {
    Template template =
        ((Compilation.Compiled) Compiling.compile("{{{v}}} {{&v}} {{v}}")).template();

    assertThat(template.render(Map.of("v", "*a*"), Escape.MARKDOWN))
        .isEqualTo(new Rendering.Text("*a* *a* \\*a\\*"));
    assertThat(template.render(Map.of("v", "*a*"), Escape.NONE))
        .isEqualTo(new Rendering.Text("*a* *a* *a*"));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
            "a",
            "b1",
            " ",
            "  ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\r",
            "\r\n",
            "\f",
            "*",
            "**",
            "_",
            "#",
            "# ",
            "- ",
            "1. ",
            "1) ",
            "+ ",
            "> ",
            "`",
            "```",
            "~~",
            "~~~",
            "[",
            "](",
            ")",
            "<",
            ">",
            "<b>",
            "<!channel>",
            "@",
            "&",
            "&amp;",
            "&#35;",
            "\\",
            "=",
            "===",
            "---",
            "https://x.example/a_b",
            "<https://x.example>",
            "!",
            "|",
            ":",
            "é",
            "\u00a0",
            "😀")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1))
        .map(String::strip)
        .toList();
  }

  private static Told told(String text, String value) {
    Template template = ((Compilation.Compiled) Compiling.compile(text)).template();
    Told told = new Told();
    Markdown.tell(
        ((Rendering.Text) template.render(Map.of("v", value), Escape.MARKDOWN)).text(), told);
    return told;
  }

  /** What a text is built of, and what it says. */
  private static final class Told implements Dialect {
    final List<String> marks = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    @Override
    public void open(Style style) {
      marks.add("open " + style);
    }

    @Override
    public void close(Style style) {
      marks.add("close " + style);
    }

    @Override
    public void openLink(String url) {
      marks.add("link " + url);
    }

    @Override
    public void closeLink() {
      marks.add("end of link");
    }

    @Override
    public void text(String words) {
      text.append(words);
    }

    @Override
    public void code(String code) {
      marks.add("code " + code);
    }

    @Override
    public void codeBlock(String language, String code) {
      marks.add("block " + code);
    }

    @Override
    public void newline() {
      text.append('\n');
    }
  }
}
