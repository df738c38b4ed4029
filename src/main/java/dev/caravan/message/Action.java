package dev.caravan.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a reader can do with a message, in the hub's own terms. */
public sealed interface Action {

  /** The name by which the press comes back; unique within its message. */
  String id();

  /** A button; {@code url} makes it a link. */
  record Button(String id, String label, Style style, @Nullable String url) implements Action {}

  /** A choice of one among several. */
  record Select(String id, String label, List<Option> options) implements Action {
    public Select {
      options = List.copyOf(options);
    }
  }

  /** One entry of a select. */
  record Option(String id, String label) {}

  /** How a button looks, where the platform knows looks. */
  enum Style implements Word {
    DEFAULT,
    PRIMARY,
    DANGER
  }
}
