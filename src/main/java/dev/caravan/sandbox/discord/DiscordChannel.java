package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sandbox.Judged;
import java.util.Map;
import java.util.Optional;

/** Why nothing can be done in a channel. */
final class DiscordChannel {
  /** Channels that are always refused, by the code that their ids are. */
  private static final Map<String, DiscordError> MAGIC =
      Map.of(
          "10003", new DiscordError(404, 10003, "Unknown Channel"),
          "50001", new DiscordError(403, 50001, "Missing Access"),
          "50007", new DiscordError(403, 50007, "Cannot send messages to this user"),
          "50013", DiscordError.NO_PERMISSION,
          "50083", new DiscordError(400, 50083, "Thread is archived"),
          "40058", new DiscordError(400, 40058, "Cannot send a message in a forum channel"),
          "40001", new DiscordError(403, 40001, "Unauthorized"));

  private DiscordChannel() {}

  /** The refusal of this channel; empty where it can be written to. */
  static Optional<Judged> refusal(String id, Map<String, String> furtherRefusals) {
    String further = furtherRefusals.get(id);
    if (further != null) {
      return Optional.of(DiscordError.configured(further).refused());
    }
    if (MAGIC.containsKey(id)) {
      return Optional.of(MAGIC.get(id).refused());
    }
    DiscordFindings findings = new DiscordFindings(/* strict= */ true);
    return findings.snowflake(TextNode.valueOf(id), "channel_id")
        ? Optional.empty()
        : Optional.of(findings.refused());
  }
}
