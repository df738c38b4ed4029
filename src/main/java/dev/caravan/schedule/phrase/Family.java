package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A family of phrases, or of parts of phrases. */
interface Family {

  /** What it is for, as a heading of the guide. */
  String title();

  /** Whole phrases of the family: its tests, its row in the guide and its error text. */
  List<String> examples();

  /** What stands at the cursor, which is left behind it; nothing if it is not of this family. */
  @Nullable Clause read(Cursor at);

  /** A part of a phrase that was read; it says itself into the draft once it is chosen. */
  @FunctionalInterface
  interface Clause {
    void into(Draft draft);
  }
}
