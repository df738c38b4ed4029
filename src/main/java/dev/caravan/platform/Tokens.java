package dev.caravan.platform;

import dev.caravan.message.Action;
import dev.caravan.message.Fingerprint;
import dev.caravan.message.Message;

/**
 * The payload that a pressed button brings back: opaque, the same for the same press.
 *
 * <p>16 hexadecimal characters, since Telegram's callback_data holds 64 bytes (Bot API 10.1,
 * InlineKeyboardButton); 64 bits do not collide within one message.
 */
public final class Tokens {
  private static final int LENGTH = 16;

  private Tokens() {}

  /** The token of a button, or of a select as a whole. */
  public static String of(Message message, Action action) {
    return Fingerprint.of(message.id().toString(), action.id()).substring(0, LENGTH);
  }

  /** The token of one entry of a select. */
  public static String of(Message message, Action.Select select, Action.Option option) {
    return Fingerprint.of(message.id().toString(), select.id(), option.id()).substring(0, LENGTH);
  }
}
