package dev.caravan.delivery;

import dev.caravan.message.Priority;
import dev.caravan.message.Word;

/** How much more the hub has taken on than it can send, and so what it takes no more of. */
public enum Pressure implements Word {
  /** Everything is taken. */
  NONE,
  /** Above the high-water mark: {@code low} is refused. */
  HIGH,
  /** Above the severe mark: {@code normal} is refused, too. What is higher is always taken. */
  SEVERE;

  /** Whether a submission of this priority is refused. */
  public boolean refuses(Priority priority) {
    return switch (this) {
      case NONE -> false;
      case HIGH -> priority == Priority.LOW;
      case SEVERE -> priority == Priority.LOW || priority == Priority.NORMAL;
    };
  }

  /** As the meter has it: 0 none, 1 high, 2 severe. */
  public int figure() {
    return switch (this) {
      case NONE -> 0;
      case HIGH -> 1;
      case SEVERE -> 2;
    };
  }

  /** The stronger of two. */
  Pressure or(Pressure other) {
    return compareTo(other) < 0 ? other : this;
  }
}
