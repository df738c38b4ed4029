package dev.caravan.sandbox;

import java.util.Map;

/**
 * How the sandbox keeps and judges.
 *
 * @param keptMessages the most messages kept, newest first; at least 1
 * @param keptCharacters the most characters of texts and bodies kept with them; at least 1
 * @param seed of the dice that faults with a rate between 0 and 1 throw
 * @param strict whether what a real platform silently overlooks is refused too
 * @param refusals by platform, further recipients that are always refused and how: for Slack an
 *     error's name, for Telegram a status and a description such as {@code 403 Forbidden: …}, for
 *     WhatsApp and Messenger an error's code or subcode such as {@code 131047}, for Google Chat one
 *     such as {@code NOT_FOUND}
 */
public record Settings(
    int keptMessages,
    long keptCharacters,
    long seed,
    boolean strict,
    Map<String, Map<String, String>> refusals) {
  public Settings {
    if (keptMessages < 1 || keptCharacters < 1) {
      throw new IllegalArgumentException(
          "The sandbox cannot keep %d messages of %d characters; both must be at least 1."
              .formatted(keptMessages, keptCharacters));
    }
    refusals = Map.copyOf(refusals);
  }

  /** 200,000 messages in at most 64 million characters, strict, seed 1, no further refusals. */
  public static Settings usual() {
    return new Settings(200_000, 64_000_000, 1, true, Map.of());
  }

  public Map<String, String> refusalsOf(String platform) {
    return refusals.getOrDefault(platform, Map.of());
  }
}
