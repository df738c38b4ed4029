package dev.caravan.schedule.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.schedule.phrase.Understanding.Understood;
import dev.caravan.schedule.rule.Rule;
import dev.caravan.schedule.rule.RuleArbitraries;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every rule and of every phrase. */
class PhrasePropertiesTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  @Provide
  Arbitrary<Rule> rules() {
    return RuleArbitraries.rules();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return RuleArbitraries.zones();
  }

  @Provide
  Arbitrary<String> phrases() {
    return Arbitraries.of(PhrasesTest.ACCEPTED).map(Table::phrase);
  }

  @Provide
  Arbitrary<String> jumbles() {
    List<String> words =
        PhrasesTest.ACCEPTED.stream()
            .flatMap(l -> List.of(l.phrase().split(" ", -1)).stream())
            .distinct()
            .toList();
    return Arbitraries.of(words).list().ofMinSize(1).ofMaxSize(9).map(w -> String.join(" ", w));
  }

  @Property(tries = 1000)
  void a_rule_said_back_and_read_again_is_the_same_rule(
      @ForAll("rules") Rule rule, @ForAll("zones") ZoneId zone) {
    Understanding again = Phrases.understand(rule.words(), zone, Table.NOW);

    assertThat(again).as(rule.words()).isInstanceOf(Understood.class);
    assertThat(((Understood) again).rule()).as(rule.words()).isEqualTo(rule);
  }

  @Property(tries = 500)
  void a_phrase_with_a_word_too_many_is_refused(@ForAll("phrases") String phrase) {
    assertThat(Phrases.understand(phrase + " wibble", UTC, Table.NOW))
        .isInstanceOf(Understanding.NotUnderstood.class);
    assertThat(Phrases.understand("wibble " + phrase, UTC, Table.NOW))
        .isInstanceOf(Understanding.NotUnderstood.class);
  }

  @Property(tries = 1000)
  void jumbled_words_are_answered_one_way_or_the_other(@ForAll("jumbles") String phrase) {
    Understanding answer = Phrases.understand(phrase, UTC, Table.NOW);

    if (answer instanceof Understood understood) {
      assertThat(understood.bounds().next(understood.rule(), Table.NOW, understood.zone(), 0))
          .as(phrase)
          .isPresent();
    } else {
      assertThat(((Understanding.NotUnderstood) answer).message()).as(phrase).isNotBlank();
    }
  }

  @Property(tries = 300)
  void any_text_is_answered(@ForAll String text) {
    assertThat(Phrases.understand(text, UTC, Table.NOW)).isNotNull();
  }
}
