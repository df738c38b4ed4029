package dev.caravan.platform.signal;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message that another one answers to; on Signal its author and its time name a message.
 *
 * @param timestamp when it was sent, in milliseconds since 1970
 */
record SignalQuote(String author, long timestamp) {

  /**
   * Reads a message's id: its author, a slash and its time, or the time alone for one that {@code
   * number} sent; empty where it is neither, for an answer without its quote is better than none.
   */
  static Optional<SignalQuote> of(@Nullable String platformId, String number) {
    if (platformId == null || !platformId.matches("([^/]+/)?\\d{1,18}")) {
      return Optional.empty();
    }
    int slash = platformId.indexOf('/');
    String author = slash < 0 ? number : platformId.substring(0, slash);
    return Optional.of(new SignalQuote(author, Long.parseLong(platformId.substring(slash + 1))));
  }

  void into(Map<String, Object> body) {
    body.put("quote_timestamp", timestamp);
    body.put("quote_author", author);
  }
}
