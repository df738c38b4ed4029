package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Rule;
import java.time.ZoneId;
import java.util.List;

/** What became of a phrase: it is understood whole or not at all. */
public sealed interface Understanding {

  /**
   * The phrase was understood.
   *
   * @param zone the one that the phrase names, else the one it was asked with
   * @param sentence the same said back, with what was assumed where the phrase left it open
   */
  record Understood(Rule rule, Bounds bounds, ZoneId zone, String sentence)
      implements Understanding {}

  /**
   * The phrase was not understood.
   *
   * @param words those of the phrase that are in the way, as they were written; none where
   *     something is missing
   * @param examples phrases of the kind that was nearest
   * @param message value, rule, remedy and example, for people
   */
  record NotUnderstood(List<String> words, List<String> examples, String message)
      implements Understanding {}
}
