package dev.caravan.delivery;

import dev.caravan.store.AuditLog.Act;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is stored whole or not at all. */
public sealed interface Unit {

  /** One message by itself. */
  record Lone(Acceptance message) implements Unit {
    @Override
    public List<Acceptance> messages() {
      return List.of(message);
    }

    @Override
    public Unit with(UnaryOperator<Acceptance> change) {
      return new Lone(change.apply(message));
    }
  }

  /**
   * The messages to a group's members.
   *
   * @param messages one at least; the first alone has the keys, which stand for all
   * @param acts of the members that were denied, written with them
   */
  record Group(Batch batch, List<Acceptance> messages, List<Act> acts) implements Unit {
    public Group {
      messages = List.copyOf(messages);
      acts = List.copyOf(acts);
    }

    @Override
    public Unit with(UnaryOperator<Acceptance> change) {
      return new Group(batch, messages.stream().map(change).toList(), acts);
    }
  }

  /** What it consists of, one at least. */
  List<Acceptance> messages();

  /** The same with other messages. */
  Unit with(UnaryOperator<Acceptance> change);

  /** The one whose keys stand for all. */
  default Acceptance first() {
    return messages().get(0);
  }
}
