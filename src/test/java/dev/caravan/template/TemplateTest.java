package dev.caravan.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template says, what it asks for, and what it refuses. */
class TemplateTest {

  @Test
  void names_dotted_names_sections_and_lists_are_filled() {
    Map<String, Object> variables =
        Map.of(
            "name",
            "Ann",
            "order",
            Map.of("id", 4711),
            "paid",
            true,
            "late",
            false,
            "items",
            List.of(Map.of("title", "Tea", "n", 2), Map.of("title", "Salt", "n", 1)));

    assertThat(
            said(
                "{{name}}, order {{order.id}}:{{#items}} {{n}} {{title}} for {{name}}{{^-last}},{{/-last}}{{/items}}."
                    + "{{#paid}} Paid.{{/paid}}{{#late}} Late!{{/late}}{{^late}} In time.{{/late}}",
                variables))
        .isEqualTo("Ann, order 4711: 2 Tea for Ann, 1 Salt for Ann. Paid. In time.");
  }

  @Test
  void a_list_of_plain_values_is_gone_through_by_a_dot_and_written_with_commas() {
    assertThat(said("{{#tags}}<{{.}}>{{/tags}} {{tags}}", Map.of("tags", List.of("a", 2, true))))
        .isEqualTo("<a><2><true> a, 2, true");
  }

  @ParameterizedTest
  @CsvSource({"3.0,3", "0.1,0.1", "12.50,12.5", "1.0E20,1.0E20", "1.0E7,10000000", "-2.0,-2"})
  void a_number_is_written_as_people_do(double number, String text) {
    assertThat(said("{{n}}", Map.of("n", number))).isEqualTo(text);
  }

  @Test
  void a_map_is_written_as_json() {
    assertThat(said("{{m}}", Map.of("m", Map.of("a", List.of(1))))).isEqualTo("{\"a\":[1]}");
  }

  @Test
  void all_that_is_missing_is_told_at_once_with_its_line_and_the_nearest_name() {
    List<Fault> faults =
        faults("Hi {{nmae}},\n{{order.id}}: {{price}}\n{{price}}", Map.of("name", "Ann"));

    assertThat(faults)
        .extracting(Fault::field)
        .containsExactly(
            "template_variables.nmae", "template_variables.order", "template_variables.price");
    assertThat(faults).extracting(Fault::code).containsOnly("template_variable_missing");
    assertThat(faults.get(0).message()).contains("line 1", "Did you mean 'name'?");
    assertThat(faults.get(2).message()).contains("line 2");
  }

  @Test
  void of_very_many_that_are_missing_fifty_are_told() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("{{n").append(i).append("}}");
    }

    assertThat(faults(text.toString(), Map.of())).hasSize(50);
    assertThat(compiled(text.toString()).names())
        .hasSize(100)
        .allMatch(name -> name.need() == Name.Need.REQUIRED);
  }

  @Test
  void a_field_that_one_item_of_a_list_lacks_is_missing() {
    assertThat(
            faults(
                "{{#items}}{{title}}{{/items}}",
                Map.of("items", List.of(Map.of("title", "Tea"), Map.of()))))
        .extracting(Fault::field)
        .containsExactly("template_variables.title");
  }

  @Test
  void an_inverted_section_is_the_default_of_its_name() {
    String text = "Dear {{^name}}customer{{/name}}{{name}}!";

    assertThat(said(text, Map.of("name", "Ann"))).isEqualTo("Dear Ann!");
    assertThat(said(text, Map.of())).isEqualTo("Dear customer!");
    assertThat(said(text, Map.of("name", ""))).isEqualTo("Dear customer!");
    assertThat(said(text, Collections.singletonMap("name", null))).isEqualTo("Dear customer!");
  }

  @Test
  void a_dotted_name_and_one_within_a_list_have_defaults_too() {
    assertThat(
            said(
                "{{#items}}{{^meta.color}}white{{/meta.color}}{{meta.color}} {{/items}}",
                Map.of(
                    "items",
                    List.of(
                        Map.of("meta", Map.of("color", "red")),
                        Map.of("meta", Map.of()),
                        Map.of()))))
        .isEqualTo("red white white ");
  }

  @Test
  void what_is_used_within_a_section_of_itself_alone_may_be_left_out() {
    assertThat(said("Order{{#carrier}} by {{carrier}}{{/carrier}}", Map.of())).isEqualTo("Order");
  }

  @Test
  void null_is_a_value_that_says_nothing() {
    assertThat(said("[{{x}}]", Collections.singletonMap("x", null))).isEqualTo("[]");
    assertThat(said("{{#xs}}[{{.}}]{{/xs}}", Map.of("xs", Arrays.asList("a", null, "b"))))
        .isEqualTo("[a][][b]");
  }

  @Test
  void nought_is_something_and_an_empty_list_is_nothing() {
    assertThat(said("{{#n}}{{n}}{{/n}}", Map.of("n", 0))).isEqualTo("0");
    assertThat(said("{{^xs}}none{{/xs}}", Map.of("xs", List.of()))).isEqualTo("none");
  }

  @Test
  void every_name_is_listed_with_what_it_needs() {
    Template template =
        compiled(
            "{{a}} {{date}} {{#items}}{{title}}{{/items}} {{^b}}x{{/b}}{{b}} {{c.d}} {{#e}}{{e}}{{/e}}");

    assertThat(template.names())
        .containsExactly(
            new Name("a", Name.Need.REQUIRED),
            new Name("date", Name.Need.BUILT_IN),
            new Name("items", Name.Need.OPTIONAL),
            new Name("title", Name.Need.OPTIONAL),
            new Name("b", Name.Need.OPTIONAL),
            new Name("c.d", Name.Need.REQUIRED),
            new Name("e", Name.Need.OPTIONAL));
  }

  @Test
  void nothing_of_an_object_but_a_map_is_ever_looked_into() {
    assertThat(faults("{{x.class}}{{s.length}}{{s.bytes}}", Map.of("x", new Object(), "s", "text")))
        .extracting(Fault::field)
        .containsExactly(
            "template_variables.x.class",
            "template_variables.s.length",
            "template_variables.s.bytes");
    assertThat(faults("{{#xs}}{{size}}{{/xs}}{{xs.size}}", Map.of("xs", List.of(1)))).hasSize(2);
    assertThat(faults("{{getClass}} {{entrySet}} {{keySet}}", Map.of())).hasSize(3);
  }

  @Test
  void a_value_that_looks_like_a_tag_is_only_text() {
    assertThat(said("{{a}}", Map.of("a", "{{b}}", "b", "no"))).isEqualTo("{{b}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hi {{name | 1 | has no end",
        "a~Hi {{first name}} | 2 | 'first name' is no name",
        "a~b {{}} | 2 | empty",
        "{{ }} | 1 | empty",
        "{{#}}x{{/}} | 0 | no name",
        "{{#a}}x | 1 | missing close tag",
        "x{{/a}} | 1 | no open tag",
        "{{#a}}~{{/b}} | 2 | mismatched",
        "{{{a}} | 1 | triple",
        "{{>file}} | 1 | another template",
        "{{<file}}{{/file}} | 1 | another template",
        "{{$block}}x{{/block}} | 1 | another template",
        "{{this}} | 1 | write {{.}}",
        "{{=a=}} | 0 | delimiter",
        "{{foo {{bar}} | 1 | has no end",
      })
  void what_is_no_template_is_told_with_its_line(String text, int line, String why) {
    Compilation compilation = Compiling.compile(text.replace('~', '\n'));

    assertThat(compilation).isInstanceOf(Compilation.Faulty.class);
    Compilation.Faulty faulty = (Compilation.Faulty) compilation;
    assertThat(faulty.message()).contains(why);
    assertThat(faulty.line()).isEqualTo(line);
  }

  @Test
  void other_delimiters_leave_braces_alone() {
    assertThat(said("{{=<% %>=}}{{x}} <%x%>", Map.of("x", 1))).isEqualTo("{{x}} 1");
  }

  @Test
  void a_template_is_at_most_64_KiB_and_500_tags() {
    assertThat(Compiling.compile("é".repeat(33_000))).isInstanceOf(Compilation.Faulty.class);
    assertThat(Compiling.compile("é".repeat(32_000))).isInstanceOf(Compilation.Compiled.class);
    assertThat(Compiling.compile("{{a}}".repeat(501))).isInstanceOf(Compilation.Faulty.class);
    assertThat(Compiling.compile("{{#a}}".repeat(6_000) + "{{/a}}".repeat(4_000)))
        .isInstanceOf(Compilation.Faulty.class);
    assertThat(Compiling.compile("{{#a}}".repeat(5_000) + "{{/a}}".repeat(5_000)))
        .isInstanceOf(Compilation.Faulty.class);
  }

  @Test
  void the_text_is_at_most_as_long_as_a_content() {
    Map<String, Object> longest = Map.of("x", "x".repeat(50_000));

    assertThat(said("{{x}}{{x}}", longest)).hasSize(100_000);
    assertThat(faults("{{x}}{{x}}.", longest)).extracting(Fault::code).containsExactly("too_long");
  }

  @Test
  void lists_within_lists_end_before_they_are_a_day_s_work() {
    Object nested = "x";
    for (int i = 0; i < 6; i++) {
      nested = Map.of("a", new ArrayList<>(Collections.nCopies(200, nested)));
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> variables = (Map<String, Object>) nested;

    assertThat(faults("{{#a}}".repeat(6) + "{{/a}}".repeat(6), variables))
        .extracting(Fault::message)
        .singleElement()
        .asString()
        .contains("shorten the lists");
  }

  @Test
  void five_hundred_sections_within_one_another_are_rendered() {
    Map<String, Object> variables = new HashMap<>(Map.of("a", true));

    assertThat(said("{{#a}}".repeat(249) + "deep" + "{{/a}}".repeat(249), variables))
        .isEqualTo("deep");
  }

  private static Template compiled(String text) {
    Compilation compilation = Compiling.compile(text);
    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
    return ((Compilation.Compiled) compilation).template();
  }

  private static String said(String text, Map<String, ?> variables) {
    Rendering rendering = compiled(text).render(variables, Escape.NONE);
    assertThat(rendering).isInstanceOf(Rendering.Text.class);
    return ((Rendering.Text) rendering).text();
  }

  private static List<Fault> faults(String text, Map<String, ?> variables) {
    Rendering rendering = compiled(text).render(variables, Escape.NONE);
    assertThat(rendering).isInstanceOf(Rendering.Unrendered.class);
    return ((Rendering.Unrendered) rendering).faults();
  }
}
