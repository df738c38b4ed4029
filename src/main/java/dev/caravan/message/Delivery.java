package dev.caravan.message;

/**
 * One part of a message on its way to a platform: what a platform route gets.
 *
 * @param part 0 for the first
 * @param attempt 1 for the first try of this part
 * @param key the same on every try of this part; where a platform takes an idempotency key
 * @param deed what is to be done with it
 */
public record Delivery(Message message, int part, int attempt, String key, Deed deed) {

  /** A part that is to be posted. */
  public Delivery(Message message, int part, int attempt, String key) {
    this(message, part, attempt, key, new Deed.Post());
  }

  /** Who is to read it. */
  public String recipientId() {
    return message.target().recipientId();
  }

  /** The platform that it goes to. */
  public String platform() {
    return message.target().platform();
  }

  /** The connection it goes through. */
  public String connection() {
    return message.target().connection();
  }

  /** Its text, whole; a platform's renderer cuts the part out of it. */
  public String text() {
    return message.content().text();
  }
}
