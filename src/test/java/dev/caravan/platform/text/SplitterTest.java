package dev.caravan.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Capabilities.TextUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Cutting loses nothing, keeps to the limit and breaks no character. */
class SplitterTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "word",
          " ",
          "  ",
          "\n",
          "\n\n",
          "\r\n",
          "\t",
          "é",
          "👩‍👩‍👧",
          "👍🏽",
          "🏳️‍🌈",
          "שלום",
          "مرحبا",
          "\u200B",
          "\u200D",
          "\u2028",
          "&",
          "<",
          "@",
          "漢字",
          "e\u0301\u0301",
          "```",
          "~~~",
          "\n```java\n",
          "\n````\n",
          "*",
          "_",
          "]",
          "(",
          "x".repeat(90));

  /** With these alone a fence's language is java or none, so that the test can take it out. */
  private static final List<String> FENCES =
      List.of("\n```java\n", "\n```\n", "\n~~~\n", "\n````\n", "`", "a~~~ ", "   \n", "    in\n");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(400).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> fenced() {
    List<String> pieces =
        Stream.concat(FENCES.stream(), PIECES.stream().filter(p -> !p.matches("(?s).*[`~].*")))
            .toList();
    return Arbitraries.of(pieces).list().ofMaxSize(400).map(picked -> String.join("", picked));
  }

  @Property(tries = 2000)
  void plain_parts_are_the_text_without_the_space_at_its_cuts(
      @ForAll("texts") String text,
      @ForAll TextUnit unit,
      @ForAll @IntRange(min = 32, max = 300) int limit) {
    Measure measure = Measure.of(unit);
    List<String> parts = new Splitter(limit, measure).plain(text);
    assertThat(parts).allSatisfy(part -> assertThat(measure.of(part)).isLessThanOrEqualTo(limit));
    assertThat(solid(String.join("", parts))).isEqualTo(solid(text));
    int from = 0;
    for (String part : parts) {
      assertThat(part).doesNotMatch("(?s)^[\\uDC00-\\uDFFF].*|.*[\\uD800-\\uDBFF]$");
      int at = text.indexOf(part, from);
      assertThat(at).as("the part stands unaltered in the text").isNotNegative();
      assertThat(text.substring(from, at)).isBlank();
      from = at + part.length();
    }
    assertThat(text.substring(from)).isBlank();
  }

  @Property(tries = 2000)
  void markdown_parts_keep_to_the_limit_and_lose_nothing_but_fence_marks(
      @ForAll("fenced") String text, @ForAll @IntRange(min = 64, max = 400) int limit) {
    Measure measure = Measure.of(TextUnit.UTF16_UNITS);
    List<String> parts = new Splitter(limit, measure).markdown(text);
    assertThat(parts).allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(limit));
    assertThat(words(String.join("", parts))).isEqualTo(words(text));
  }

  @Test
  void a_text_that_fits_stays_as_it_is() {
    assertThat(new Splitter(40, Measure.of(TextUnit.BYTES)).plain("  two \n\n spaces  "))
        .containsExactly("  two \n\n spaces  ");
  }

  @Property(tries = 500)
  void room_is_left_in_the_first_part_alone(
      @ForAll("fenced") String text,
      @ForAll @IntRange(min = 64, max = 400) int limit,
      @ForAll @IntRange(max = 32) int room) {
    Splitter splitter = new Splitter(limit, Measure.of(TextUnit.UTF16_UNITS)).leaving(room);
    for (List<String> parts : List.of(splitter.plain(text), splitter.markdown(text))) {
      assertThat(parts.get(0).length()).isLessThanOrEqualTo(limit - room);
      assertThat(parts).allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(limit));
      assertThat(words(String.join("", parts))).isEqualTo(words(text));
    }
  }

  @Test
  void paragraphs_come_before_lines_and_lines_before_words() {
    Splitter splitter = new Splitter(40, Measure.of(TextUnit.CODE_POINTS));
    assertThat(
            splitter.plain("first paragraph of it\n\nthe second one has\nmore than a single line"))
        .containsExactly("first paragraph of it", "the second one has\nmore than a single", "line");
    assertThat(splitter.plain("a line that is a line\nand another that is too long for it"))
        .containsExactly("a line that is a line", "and another that is too long for it");
  }

  @Test
  void a_fence_is_closed_before_a_cut_and_opened_again_after_it() {
    String code = "int first = 1;\n  int second = 2;\n  int third = 3;";
    String text = "Look:\n\n```java\n" + code + "\n```\n\nThat was all of it, really.";
    assertThat(new Splitter(64, Measure.of(TextUnit.UTF16_UNITS)).markdown(text))
        .containsExactly(
            "Look:\n\n```java\nint first = 1;\n  int second = 2;\n```",
            "```java\n  int third = 3;\n```\n\nThat was all of it, really.");
  }

  @Test
  void a_joined_emoji_stays_in_one_piece() {
    String family = "👩‍👩‍👧";
    assertThat(new Splitter(32, Measure.of(TextUnit.UTF16_UNITS)).plain(family.repeat(20)))
        .allSatisfy(part -> assertThat(part.replace(family, "")).isEmpty());
  }

  @Test
  void a_hundred_kilobytes_without_a_space_are_cut_to_full_parts() {
    List<String> parts =
        new Splitter(4096, Measure.of(TextUnit.UTF16_UNITS)).plain("x".repeat(102_400));
    assertThat(parts).hasSize(25).allSatisfy(part -> assertThat(part).hasSize(4096));
  }

  @Test
  void the_work_grows_as_the_text_does() {
    long small = looks("\n   \n\t".repeat(4_000) + "x".repeat(40_000) + " ```\n".repeat(8_000));
    long large = looks("\n   \n\t".repeat(16_000) + "x".repeat(160_000) + " ```\n".repeat(32_000));
    assertThat(large).isLessThan(5 * small);
  }

  /** How many times a character is measured while the text is cut. */
  private static long looks(String text) {
    long[] looks = {0};
    List<String> parts =
        new Splitter(
                256,
                c -> {
                  looks[0]++;
                  return 1;
                })
            .markdown(text);
    assertThat(parts).isNotEmpty();
    return looks[0];
  }

  private static String solid(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** What is no white space and no part of a fence's lines. */
  private static String words(String text) {
    return solid(text).replace("```java", "").replaceAll("[`~]|java", "");
  }
}
