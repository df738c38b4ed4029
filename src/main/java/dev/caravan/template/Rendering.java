package dev.caravan.template;

import dev.caravan.message.Fault;
import java.util.List;

/** What became of a template and its variables. */
public sealed interface Rendering {

  /** A text of at most {@link Template#LONGEST_TEXT} characters. */
  record Text(String text) implements Rendering {}

  /** No text, for these reasons: every variable that is missing, or one text too long. */
  record Unrendered(List<Fault> faults) implements Rendering {
    public Unrendered {
      faults = List.copyOf(faults);
    }
  }
}
