package dev.caravan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.schedule.phrase.Phrases;
import dev.caravan.schedule.phrase.Understanding;
import dev.caravan.schedule.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long it takes to understand a phrase, and to find a rule's next run. */
@Tag("bench")
class PhraseBench {
  private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int WARM = 20;
  private static final int ROUNDS = 100;

  @Test
  void understanding_and_finding_the_next() throws IOException {
    List<String> phrases =
        Files.readAllLines(Path.of("src/test/resources/schedule/accepted.txt")).stream()
            .filter(l -> l.contains(" => "))
            .map(l -> l.substring(0, l.indexOf(" => ")))
            .toList();
    Figures figures = new Figures();
    understand(figures, phrases);
    next(figures, "cron 0 9 * * 1-5");
    next(figures, "cron 0 9 L * *");
    next(figures, "weekly on=mon,tue,wed,thu,fri at=09:00");
    next(figures, "monthly on=-1fri at=16:00");
    figures.print();
  }

  private static void understand(Figures figures, List<String> phrases) {
    long[][] nanos = new long[phrases.size()][ROUNDS];
    for (int round = -WARM; round < ROUNDS; round++) {
      for (int i = 0; i < phrases.size(); i++) {
        long began = System.nanoTime();
        Understanding answer = Phrases.understand(phrases.get(i), BERLIN, NOW);
        long took = System.nanoTime() - began;
        assertThat(answer).isNotNull();
        if (round >= 0) {
          nanos[i][round] = took;
        }
      }
    }
    // A phrase's own time is its median: what else runs on the machine is in the tail.
    int slowest = 0;
    long[] medians = new long[phrases.size()];
    for (int i = 0; i < medians.length; i++) {
      Arrays.sort(nanos[i]);
      medians[i] = nanos[i][ROUNDS / 2];
      slowest = medians[i] > medians[slowest] ? i : slowest;
    }
    String slowestPhrase = phrases.get(slowest) + ", " + medians[slowest] / 1000 + " us";
    Arrays.sort(medians);
    figures.add(
        "a phrase understood, the median one",
        medians[medians.length / 2] / 1000 + " us",
        "",
        "",
        "below 1,000 us");
    figures.add("the slowest of the corpus", slowestPhrase, "", "", "");
  }

  private static void next(Figures figures, String text) {
    Rule rule = Rule.parse(text);
    double[] rounds = new double[5];
    for (int round = 0; round < rounds.length; round++) {
      long began = System.nanoTime();
      Instant at = NOW;
      for (int i = 0; i < 5_000; i++) {
        at = rule.next(at, BERLIN).orElse(NOW);
      }
      rounds[round] = (System.nanoTime() - began) / 5_000.0;
      assertThat(at).isAfter(NOW);
    }
    Arrays.sort(rounds);
    figures.add(
        "the next run of " + text,
        String.format(Locale.ROOT, "%.1f us", rounds[2] / 1000),
        "",
        "",
        "");
  }
}
