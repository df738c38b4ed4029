package dev.caravan.sandbox.teams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which conversation a call to Teams names: one that the bot is in, or a refusal. */
sealed interface TeamsConversation {
  /** A chat with a person, a chat of several or a channel, and a thread of it. */
  Pattern ID =
      Pattern.compile(
          "(a:[\\w-]{1,220}|19:[\\w.-]{1,200}@(?:thread\\.(?:v2|tacv2|skype)|unq\\.gbl\\.spaces))(?:;messageid=(\\d{1,19}))?");

  /** Conversations beginning so are always refused, so that errors can be tried by hand. */
  Map<String, TeamsRefusal> MAGIC = magic();

  /**
   * It can be written to.
   *
   * @param id with its thread, as it was written
   * @param recipientId without
   */
  record Open(String id, String recipientId, @Nullable String threadId)
      implements TeamsConversation {}

  /** It cannot. */
  record Closed(TeamsRefusal refusal) implements TeamsConversation {}

  static TeamsConversation read(String written, Map<String, String> furtherRefusals) {
    Matcher parts = ID.matcher(written);
    if (!parts.matches()) {
      return new Closed(TeamsRefusal.syntax("Bad format of conversation ID"));
    }
    String recipient = parts.group(1);
    String thread = parts.group(2);
    String further = furtherRefusals.get(recipient);
    if (further != null) {
      return new Closed(TeamsRefusal.configured(further));
    }
    for (Map.Entry<String, TeamsRefusal> magic : MAGIC.entrySet()) {
      if (recipient.startsWith(magic.getKey())) {
        return new Closed(magic.getValue());
      }
    }
    boolean channel = recipient.endsWith("@thread.tacv2") || recipient.endsWith("@thread.skype");
    return thread != null && !channel
        ? new Closed(TeamsRefusal.syntax("Bad format of conversation ID"))
        : new Open(written, recipient, thread);
  }

  private static Map<String, TeamsRefusal> magic() {
    Map<String, TeamsRefusal> refusals = new LinkedHashMap<>();
    refusals.put(
        "19:dead", new TeamsRefusal(404, "ConversationNotFound", "Conversation not found."));
    refusals.put("19:gone", TeamsRefusal.NOT_IN_ROSTER);
    refusals.put(
        "19:disabled",
        new TeamsRefusal(403, "BotDisabledByAdmin", "The tenant admin disabled this bot."));
    refusals.put("a:blocked", TeamsRefusal.blocked());
    refusals.put(
        "a:other", new TeamsRefusal(403, "BadArgument", "Failed to decrypt conversation id"));
    return refusals;
  }
}
