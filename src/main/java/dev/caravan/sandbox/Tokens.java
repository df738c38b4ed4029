package dev.caravan.sandbox;

import dev.caravan.sandbox.googlechat.PretendAccount;
import java.util.Map;

/**
 * The credentials that the pretend platforms expect, and that the hub's sandbox connections use.
 */
public final class Tokens {
  /** The {@code botToken} of a Slack connection. */
  public static final String SLACK = "sandbox";

  /** The path of Slack's one incoming webhook; it is its own credential. */
  public static final String SLACK_WEBHOOK = "services/T0SANDBOX/B0SANDBOX/sandbox";

  /** The {@code botToken} of a Discord connection. */
  public static final String DISCORD = "sandbox";

  /** The {@code botToken} of a Telegram connection: a bot's id, a colon and its secret. */
  public static final String TELEGRAM = "1:sandbox";

  /** The {@code appId} of a Teams connection; Microsoft's are GUIDs. */
  public static final String TEAMS_APP = "00000000-0000-4000-8000-000000000001";

  /** The {@code appPassword} of a Teams connection. */
  public static final String TEAMS_PASSWORD = "sandbox";

  /** The {@code number} of a Signal connection: the account that is registered there. */
  public static final String SIGNAL = "+15550100000";

  /** The {@code channelAccessToken} of a LINE connection. */
  public static final String LINE = "sandbox";

  /** The {@code accessToken} of a WhatsApp connection. */
  public static final String WHATSAPP = "EAAsandbox";

  /** The {@code phoneNumberId} of a WhatsApp connection. */
  public static final String WHATSAPP_NUMBER = "100000000000001";

  /** The {@code pageToken} of a Messenger connection. */
  public static final String MESSENGER = "EAAsandbox";

  /** The {@code pageId} of a Messenger connection. */
  public static final String MESSENGER_PAGE = "200000000000002";

  /** The {@code appSecret} of a WhatsApp or Messenger connection. */
  public static final String META_APP_SECRET = "sandbox";

  /** The {@code verifyToken} of a WhatsApp or Messenger connection. */
  public static final String META_VERIFY_TOKEN = "sandbox";

  private static final Map<String, Map<String, String>> BY_PLATFORM =
      Map.ofEntries(
          Map.entry("slack", Map.of("botToken", SLACK)),
          Map.entry("discord", Map.of("botToken", DISCORD)),
          Map.entry("teams", Map.of("appId", TEAMS_APP, "appPassword", TEAMS_PASSWORD)),
          Map.entry("telegram", Map.of("botToken", TELEGRAM)),
          Map.entry("signal", Map.of("number", SIGNAL)),
          Map.entry("line", Map.of("channelAccessToken", LINE, "channelSecret", LINE)),
          Map.entry("whatsapp", ofMeta("accessToken", WHATSAPP, "phoneNumberId", WHATSAPP_NUMBER)),
          Map.entry("messenger", ofMeta("pageToken", MESSENGER, "pageId", MESSENGER_PAGE)));

  private Tokens() {}

  private static Map<String, String> ofMeta(
      String token, String itsValue, String node, String itsId) {
    return Map.of(
        token,
        itsValue,
        node,
        itsId,
        "appSecret",
        META_APP_SECRET,
        "verifyToken",
        META_VERIFY_TOKEN);
  }

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
