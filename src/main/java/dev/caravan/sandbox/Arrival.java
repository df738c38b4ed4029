package dev.caravan.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a platform took it.
 *
 * @param key the platform's idempotency key; null where it takes none or none was sent
 * @param raw the request's body as received
 */
public record Arrival(
    String platform, Place place, String text, Beside beside, @Nullable String key, String raw) {

  /** A text with actions at most, which notifies nobody. */
  public Arrival(
      String platform,
      Place place,
      String text,
      List<OfferedAction> actions,
      @Nullable String key,
      String raw) {
    this(platform, place, text, new Beside(actions, List.of(), List.of()), key, raw);
  }

  /** What can be pressed. */
  public List<OfferedAction> actions() {
    return beside.actions();
  }

  /**
   * What goes with the text.
   *
   * @param notified whom the platform would notify, in its own words, as {@code U123} or {@code
   *     everyone}
   * @param files the addresses of the files that it would show
   */
  public record Beside(List<OfferedAction> actions, List<String> notified, List<String> files) {
    public Beside {
      actions = List.copyOf(actions);
      notified = List.copyOf(notified);
      files = List.copyOf(files);
    }
  }

  /**
   * Where it went.
   *
   * @param recipientId as the caller wrote it
   * @param conversation the platform's own id of the conversation
   */
  public record Place(String recipientId, String conversation, @Nullable String threadId) {}
}
