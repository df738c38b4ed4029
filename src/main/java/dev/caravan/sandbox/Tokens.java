package dev.caravan.sandbox;

import dev.caravan.sandbox.googlechat.PretendAccount;
import java.util.Map;

/**
 * The credentials that the pretend platforms expect, and that the hub's sandbox connections use.
 */
public final class Tokens {
  /** The {@code botToken} of a Slack connection. */
  public static final String SLACK = "sandbox";

  /** The {@code botToken} of a Telegram connection: a bot's id, a colon and its secret. */
  public static final String TELEGRAM = "1:sandbox";

  private static final Map<String, Map<String, String>> BY_PLATFORM =
      Map.ofEntries(
          Map.entry("slack", Map.of("botToken", SLACK)),
          Map.entry("telegram", Map.of("botToken", TELEGRAM)));

  private Tokens() {}

  /**
   * The credentials of a pretended connection of this platform; empty where it is not pretended.
   */
  public static Map<String, String> of(String platform) {
    // Google's holds a key that takes a moment to make, so only who uses it has it made.
    return platform.equals("google_chat")
        ? PretendAccount.credentials()
        : BY_PLATFORM.getOrDefault(platform, Map.of());
  }
}
