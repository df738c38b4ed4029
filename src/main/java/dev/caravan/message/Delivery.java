package dev.caravan.message;

/**
 * One part of a message on its way to a platform: what a platform route gets.
 *
 * @param part 0 for the first
 * @param attempt 1 for the first try of this part
 * @param key the same on every try of this part; where a platform takes an idempotency key
 * @param deed what is to be done with it
 * @param asText whether nothing but its text is shown, for the platform refused what it was
 */
public record Delivery(
    Message message, int part, int attempt, String key, Deed deed, boolean asText) {

  /** A part as it was written. */
  public Delivery(Message message, int part, int attempt, String key, Deed deed) {
    this(message, part, attempt, key, deed, false);
  }

  /** A part that is to be posted. */
  public Delivery(Message message, int part, int attempt, String key) {
    this(message, part, attempt, key, new Deed.Post());
  }

  /** The same with nothing but its text: neither markup nor what stands beside it. */
  public Delivery withTextAlone() {
    return new Delivery(message, part, attempt, key, deed, true);
  }

  /** The same to another recipient, as where its own has moved. */
  public Delivery to(String recipientId) {
    Target there = message.target().withRecipient(recipientId);
    return new Delivery(message.withTarget(there), part, attempt, key, deed, asText);
  }

  /** Whether its text is to be read as Markdown. */
  public boolean markdown() {
    return !asText && message.content().format() == Format.MARKDOWN;
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
