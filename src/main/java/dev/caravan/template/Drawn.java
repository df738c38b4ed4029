package dev.caravan.template;

import dev.caravan.message.Fault;
import dev.caravan.message.Format;
import dev.caravan.message.Wording;
import java.util.List;

/** What became of a draft. */
public sealed interface Drawn {

  /** A text that is not blank, and how it is to be read. */
  record Text(String text, Format format, Wording.Rendered from) implements Drawn {}

  /** None, for these reasons. */
  record Undrawn(List<Fault> faults) implements Drawn {
    public Undrawn {
      faults = List.copyOf(faults);
    }
  }
}
