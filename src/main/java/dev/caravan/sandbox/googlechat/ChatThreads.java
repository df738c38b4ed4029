package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which thread a message goes into (Chat API v1, spaces.messages.create, messageReplyOption). */
final class ChatThreads {
  static final String OR_FAIL = "REPLY_MESSAGE_OR_FAIL";
  static final String OR_NEW = "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";

  private static final Pattern NAME = Pattern.compile("(spaces/[A-Za-z0-9_-]+)/threads/([\\w-]+)");

  /** Threads whose ids begin so are gone, so that it can be tried by hand. */
  private static final String GONE = "GONE";

  private final AtomicLong last = new AtomicLong();
  private final Map<String, String> byKey;

  /**
   * @param most how many keys are remembered, the newest
   */
  ChatThreads(int most) {
    this.byKey = new Newest<>(most);
  }

  /** An answer to where a message goes: a thread's id, one yet to begin, or nowhere. */
  sealed interface Found {
    /** Into this one. */
    record Old(String id) implements Found {}

    /** A new one begins; {@code key} is what the app calls it, or empty. */
    record Fresh(String key) implements Found {}

    /** It is gone, and the call asked for it or nothing. */
    record Gone() implements Found {}

    /** It is no thread of this space. */
    record Foreign() implements Found {}
  }

  Found find(String space, JsonNode thread, String option) {
    boolean reply = option.equals(OR_FAIL) || option.equals(OR_NEW);
    if (!reply) {
      // "Using this option ignores any thread ID or thread_key that's included."
      return new Found.Fresh("");
    }
    String name = thread.path("name").asText("");
    if (name.isEmpty()) {
      String key = thread.path("threadKey").asText("");
      return known(space, key).<Found>map(Found.Old::new).orElse(new Found.Fresh(key));
    }
    Matcher parsed = NAME.matcher(name);
    if (!parsed.matches() || !parsed.group(1).equals(space)) {
      return new Found.Foreign();
    }
    if (parsed.group(2).startsWith(GONE)) {
      return option.equals(OR_FAIL) ? new Found.Gone() : new Found.Fresh("");
    }
    // An unknown one passes: it may be a person's.
    return new Found.Old(parsed.group(2));
  }

  /** An id that no thread and no message has. */
  String next() {
    return "S" + Long.toString(36L * 36 * 36 + last.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
  }

  /** Remembers what an app calls a thread. */
  void begin(String space, String key, String id) {
    if (!key.isEmpty()) {
      synchronized (byKey) {
        byKey.put(space + " " + key, id);
      }
    }
  }

  private Optional<String> known(String space, String key) {
    synchronized (byKey) {
      return Optional.ofNullable(byKey.get(space + " " + key));
    }
  }
}
