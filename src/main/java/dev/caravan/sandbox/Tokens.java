package dev.caravan.sandbox;

import java.util.Map;

/**
 * The credentials that the pretend platforms expect, and that the hub's sandbox connections use.
 */
public final class Tokens {
  /** The {@code botToken} of a Slack connection. */
  public static final String SLACK = "sandbox";

  /** The path of Slack's one incoming webhook; it is its own credential. */
  public static final String SLACK_WEBHOOK = "services/T0SANDBOX/B0SANDBOX/sandbox";

  /** The {@code botToken} of a Telegram connection: a bot's id, a colon and its secret. */
  public static final String TELEGRAM = "1:sandbox";

  /** The {@code number} of a Signal connection: the account that is registered there. */
  public static final String SIGNAL = "+15550100000";

  /** The {@code channelAccessToken} of a LINE connection. */
  public static final String LINE = "sandbox";

  private static final Map<String, Map<String, String>> BY_PLATFORM =
      Map.ofEntries(
          Map.entry("slack", Map.of("botToken", SLACK)),
          Map.entry("telegram", Map.of("botToken", TELEGRAM)),
          Map.entry("signal", Map.of("number", SIGNAL)),
          Map.entry("line", Map.of("channelAccessToken", LINE, "channelSecret", LINE)));

  private Tokens() {}

  /**
   * The credentials of a pretended connection of this platform; empty where it is not pretended.
   */
  public static Map<String, String> of(String platform) {
    return BY_PLATFORM.getOrDefault(platform, Map.of());
  }
}
