package dev.caravan.governance;

import dev.caravan.message.Form;
import dev.caravan.message.Submission;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads under which key a message swallows others like it, and for how long. */
public final class DedupForm {
  /** Below it two callers at the same moment may not even meet. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** As long as a cap on messages counts; what is never to be said twice has an Idempotency-Key. */
  public static final Duration LONGEST = Duration.ofDays(31);

  private static final int LONGEST_KEY = 255;

  private DedupForm() {}

  /** What the form says; null where it says nothing. */
  static Submission.@Nullable Dedup read(Form form) {
    String key = form.text("dedup_key", LONGEST_KEY);
    Duration window = form.duration("dedup_window");
    if (key != null && key.isBlank()) {
      form.fault(
          "dedup_key",
          "required",
          "'dedup_key' is blank and would swallow what has nothing in common; write for example \"disk-full\", or leave it out.");
    }
    if (form.has("dedup_window") && !form.has("dedup_key")) {
      form.fault(
          "dedup_window",
          "contradiction",
          "'dedup_window' needs 'dedup_key': what is to be swallowed within it, for example \"disk-full\".");
    }
    if (window != null && !allowed(window)) {
      form.fault(
          "dedup_window",
          "out_of_range",
          "'dedup_window' is %s; write 1s to 31d, for example 15m.".formatted(shown(window)));
    }
    return key == null ? null : new Submission.Dedup(key, window);
  }

  /** Whether a key may swallow for so long. */
  public static boolean allowed(Duration window) {
    return window.compareTo(SHORTEST) >= 0 && window.compareTo(LONGEST) <= 0;
  }

  private static String shown(Duration window) {
    return window.compareTo(SHORTEST) < 0 ? window.toMillis() + "ms" : window.toSeconds() + "s";
  }
}
