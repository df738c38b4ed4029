package dev.caravan.platform;

import dev.caravan.message.Mention;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a platform's contract is tried with.
 *
 * @param recipient somebody whom the platform takes
 * @param ping a pattern of what would notify somebody if it stood in the text that is sent
 * @param thread one that the platform takes; empty where it knows none
 * @param notified somebody whom a message can notify, and where; null where it cannot
 * @param answered what an answer answers to; null where it is what the platform's reader keeps
 */
public record Sample(
    String recipient,
    String ping,
    String thread,
    @Nullable Notified notified,
    @Nullable Answered answered) {

  /** Somebody to be notified, and the recipient among whom they are. */
  public record Notified(Mention mention, String recipient) {}

  /** The id of a message that an answer is to name, and by what its request then names it. */
  public record Answered(String id, String named) {}

  /** A recipient, and what would notify somebody there. */
  public static Sample of(String recipient, String ping) {
    return new Sample(recipient, ping, "", null, null);
  }

  /** Besides a thread. */
  public Sample thread(String id) {
    return new Sample(recipient, ping, id, notified, answered);
  }

  /** Besides a person whom a message to the recipient can notify. */
  public Sample notifies(String person) {
    return notifies(person, recipient);
  }

  /** Besides a person whom a message to this recipient can notify. */
  public Sample notifies(String person, String among) {
    Mention mention = new Mention(Mention.Kind.USER, person);
    return new Sample(recipient, ping, thread, new Notified(mention, among), answered);
  }

  /** Besides a message to be answered, and what its request then says. */
  public Sample answers(String id, String named) {
    return new Sample(recipient, ping, thread, notified, new Answered(id, named));
  }
}
