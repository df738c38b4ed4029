package dev.caravan.contact;

import dev.caravan.message.Target;

/**
 * A policy that holds for a recipient, and whose it is.
 *
 * @param subject under which what it caps is counted: {@code contact:<name>} or {@code
 *     recipient:<connection>/<recipient_id>}
 */
public record HeldPolicy(String subject, RecipientPolicy policy) {
  private static final String CONTACT = "contact:";

  static HeldPolicy of(String contact, RecipientPolicy policy) {
    return new HeldPolicy(CONTACT + contact, policy);
  }

  static HeldPolicy of(Target.Lane lane, RecipientPolicy policy) {
    return new HeldPolicy(subject(lane), policy);
  }

  static String subject(Target.Lane lane) {
    return "recipient:" + lane.connection() + "/" + lane.recipientId();
  }

  /** Whose it is, in a sentence. */
  public String whose() {
    return subject.startsWith(CONTACT)
        ? "the contact '" + subject.substring(CONTACT.length()) + "'"
        : "this recipient";
  }
}
