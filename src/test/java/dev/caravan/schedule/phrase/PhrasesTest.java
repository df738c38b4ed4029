package dev.caravan.schedule.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.schedule.phrase.Understanding.NotUnderstood;
import dev.caravan.schedule.phrase.Understanding.Understood;
import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class PhrasesTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  static final List<Table> ACCEPTED = Table.read("accepted.txt");
  static final List<Table> REFUSED = Table.read("refused.txt");

  @ParameterizedTest
  @FieldSource("ACCEPTED")
  void a_phrase_is_the_rule_that_is_meant(Table line) {
    Understood understood = understood(line.phrase());

    assertThat(shown(understood)).isEqualTo(expanded(line.expected()));
  }

  @ParameterizedTest
  @FieldSource("ACCEPTED")
  void a_rule_said_back_and_read_again_is_the_same_rule(Table line) {
    Rule rule = understood(line.phrase()).rule();

    assertThat(understood(rule.words()).rule()).as(rule.words()).isEqualTo(rule);
    assertThat(Rule.parse(rule.text())).isEqualTo(rule);
  }

  @ParameterizedTest
  @FieldSource("ACCEPTED")
  void the_first_sentence_said_back_is_a_phrase_for_the_same(Table line) {
    Understood understood = understood(line.phrase());
    String first = understood.sentence().split("\\. ", -1)[0];

    Understood again = understood(first);

    assertThat(again.rule()).as(first).isEqualTo(understood.rule());
    assertThat(again.bounds()).as(first).isEqualTo(understood.bounds());
    assertThat(again.zone()).as(first).isEqualTo(understood.zone());
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void a_phrase_is_refused_and_the_words_in_the_way_are_named(Table line) {
    Understanding answer = Phrases.understand(line.phrase(), UTC, Table.NOW);

    assertThat(answer).isInstanceOf(NotUnderstood.class);
    NotUnderstood refused = (NotUnderstood) answer;
    List<String> named =
        line.expected().equals("-") ? List.of() : List.of(line.expected().split("\\|", -1));
    assertThat(refused.words()).as(refused.message()).isEqualTo(named);
    assertThat(refused.message()).startsWith("'").endsWith(".").contains("Write for example '");
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void the_examples_of_a_refusal_are_understood(Table line) {
    Understanding answer = Phrases.understand(line.phrase(), UTC, Table.NOW);

    assertThat(answer).isInstanceOf(NotUnderstood.class);
    assertThat(((NotUnderstood) answer).examples()).isNotEmpty().allSatisfy(e -> understood(e));
  }

  static Stream<String> examples() {
    return Families.ALL.stream().flatMap(f -> f.examples().stream());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_of_a_family_is_understood_and_is_due(String example) {
    Understood understood = understood(example);

    assertThat(understood.bounds().next(understood.rule(), Table.NOW, understood.zone(), 0))
        .isPresent();
  }

  @Test
  void the_tables_are_as_large_as_promised() {
    assertThat(ACCEPTED).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
    assertThat(REFUSED).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
  }

  @Test
  void what_was_assumed_is_said() {
    assertThat(understood("every week").sentence())
        .isEqualTo(
            "Every Monday at 09:00 in UTC. No day was given: Monday is taken."
                + " No time was given: 09:00 is taken.");
    assertThat(understood("on the 31st of every month at 8").sentence())
        .isEqualTo(
            "On the 31st of every month at 08:00 in UTC. Months without a 31st are left out.");
    assertThat(understood("twice a day").sentence())
        .endsWith("No time was given: 09:00 and 17:00 is taken.");
    assertThat(understood("cron 0 9 * * 1-5").sentence())
        .startsWith(
            "Cron 0 9 * * 1-5 in UTC. That is at 09:00 every day between Monday and Friday");
  }

  @Test
  void a_misspelt_word_is_answered_by_the_nearest() {
    assertThat(message("every mondey at 9")).contains("did you mean 'monday'");
    assertThat(message("every day at 9am in Europe/Berln"))
        .contains("the nearest is Europe/Berlin");
    assertThat(message("every day at 9am Berln time")).contains("the nearest is Europe/Berlin");
  }

  @Test
  void what_is_past_says_when_it_was() {
    assertThat(message("today at 9")).contains("it was at 2026-11-20 09:00 in UTC");
  }

  @Test
  void a_phrase_is_neither_empty_nor_endless() {
    assertThat(Phrases.understand(" ", UTC, Table.NOW)).isInstanceOf(NotUnderstood.class);
    assertThat(Phrases.understand("every day ".repeat(60), UTC, Table.NOW))
        .isInstanceOf(NotUnderstood.class);
    assertThat(Phrases.understand(",", UTC, Table.NOW)).isInstanceOf(NotUnderstood.class);
    assertThat(Phrases.understand("...", UTC, Table.NOW)).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void a_time_that_a_clock_change_swallows_falls_on_the_end_of_the_gap() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant eve = Instant.parse("2027-03-27T12:00:00Z");

    Understood once = (Understood) Phrases.understand("tomorrow at 2:30", berlin, eve);

    assertThat(once.rule().text()).isEqualTo("once 2027-03-28T01:00:00Z");
  }

  private static String message(String phrase) {
    return ((NotUnderstood) Phrases.understand(phrase, UTC, Table.NOW)).message();
  }

  private static Understood understood(String phrase) {
    Understanding answer = Phrases.understand(phrase, UTC, Table.NOW);
    assertThat(answer).as(phrase).isInstanceOf(Understood.class);
    return (Understood) answer;
  }

  private static String shown(Understood understood) {
    StringBuilder shown = new StringBuilder();
    Bounds bounds = understood.bounds();
    if (bounds.start() != null) {
      shown.append(" start=").append(bounds.start());
    }
    if (bounds.end() != null) {
      shown.append(" end=").append(bounds.end());
    }
    if (bounds.maxRuns() != null) {
      shown.append(" runs=").append(bounds.maxRuns());
    }
    if (!understood.zone().normalized().equals(ZoneOffset.UTC)) {
      shown.append(" zone=").append(understood.zone());
    }
    return understood.rule().text() + (shown.isEmpty() ? "" : " ;" + shown);
  }

  private static String expanded(String expected) {
    return expected
        .replace(" ; zone=UTC", "")
        .replace("{all}", "mon,tue,wed,thu,fri,sat,sun")
        .replace("{work}", "mon,tue,wed,thu,fri")
        .replace("{end}", "sat,sun");
  }
}
