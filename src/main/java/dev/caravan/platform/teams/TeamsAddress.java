package dev.caravan.platform.teams;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.platform.NotSent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where an activity stands: a conversation, and its id there; both are needed to change it.
 *
 * <p>A thread of a channel is a conversation of its own, the channel's with {@code ;messageid=} and
 * the id of its first message (learn.microsoft.com, channel and group chat conversations).
 */
record TeamsAddress(String conversation, String activity) {
  private static final String THREAD = ";messageid=";

  /** The address within the platform id that the reader kept. */
  static TeamsAddress of(String platformId) {
    int slash = platformId.lastIndexOf('/');
    return new TeamsAddress(
        platformId.substring(0, Math.max(0, slash)), platformId.substring(slash + 1));
  }

  /** The conversation that a target means. */
  static String conversation(Target target) {
    String recipient = target.recipientId();
    if (target.threadId() == null) {
      return recipient;
    }
    if (!channel(recipient)) {
      throw new NotSent(
          new Outcome.Rejected(
              Reason.REQUEST_REFUSED,
              "Only channels of Teams have threads, for example 19:abc@thread.tacv2; leave 'thread_id' out."),
          "no channel");
    }
    int thread = recipient.indexOf(THREAD);
    return (thread < 0 ? recipient : recipient.substring(0, thread)) + THREAD + target.threadId();
  }

  /** A chat is called {@code @thread.v2}, a channel by one of these. */
  private static boolean channel(String conversation) {
    return conversation.contains("@thread.tacv2") || conversation.contains("@thread.skype");
  }

  String platformId() {
    return conversation + "/" + activity;
  }

  /** The path of what it contains, from the connector's base URL. */
  static String activities(String conversation) {
    return "/v3/conversations/" + escaped(conversation) + "/activities";
  }

  String path() {
    return activities(conversation) + "/" + escaped(activity);
  }

  static String escaped(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
