package dev.caravan.schedule.phrase;

import dev.caravan.schedule.phrase.Understanding.Understood;
import dev.caravan.schedule.rule.Rule;
import java.time.ZoneId;
import java.util.List;

/** The guide's table of phrases, made of the families' own examples. */
final class PhraseTable {
  static final String BEGIN = "<!-- phrases: begin -->\n";
  static final String END = "<!-- phrases: end -->\n";

  private PhraseTable() {}

  static String markdown() {
    return rows(Families.WHOLE, "what") + "\n" + rows(Families.MORE, "and more about it");
  }

  private static String rows(List<Family> families, String head) {
    StringBuilder table =
        new StringBuilder(
            "| " + head + " | you write | the hub understands | as cron |\n|---|---|---|---|\n");
    for (Family family : families) {
      String title = family.title();
      for (String example : family.examples()) {
        Understood understood =
            (Understood) Phrases.understand(example, ZoneId.of("UTC"), Table.NOW);
        table
            .append("| ")
            .append(title)
            .append(" | `")
            .append(example)
            .append("` | ")
            .append(understood.sentence())
            .append(" | ")
            .append(cron(understood.rule()))
            .append(" |\n");
        title = "";
      }
    }
    return table.toString();
  }

  private static String cron(Rule rule) {
    return rule.cron().map(c -> "`" + c + "`").orElse("");
  }
}
