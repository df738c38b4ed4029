package dev.caravan.sandbox;

/**
 * The credentials that the pretend platforms expect, and that the hub's sandbox connections use.
 */
public final class Tokens {
  /** The {@code botToken} of a Slack connection. */
  public static final String SLACK = "sandbox";

  /** The {@code botToken} of a Telegram connection: a bot's id, a colon and its secret. */
  public static final String TELEGRAM = "1:sandbox";

  private Tokens() {}
}
