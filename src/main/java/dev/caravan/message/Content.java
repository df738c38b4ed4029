package dev.caravan.message;

import java.util.List;

/** What is said: text, how it is to be read, and what a reader can do with it. */
public record Content(String text, Format format, List<Action> actions, Extras extras) {
  public Content {
    actions = List.copyOf(actions);
  }

  /** A content with nothing beside its text and its actions. */
  public Content(String text, Format format, List<Action> actions) {
    this(text, format, actions, Extras.NONE);
  }

  /** The same as it is sent while a window is open: by its text, whatever template it has. */
  public Content withoutTemplate() {
    return extras.template() == null
        ? this
        : new Content(text, format, actions, extras.withoutTemplate());
  }

  /** The same with another text, as after an editing approval. */
  public Content withText(String other) {
    return new Content(other, format, actions, extras);
  }
}
