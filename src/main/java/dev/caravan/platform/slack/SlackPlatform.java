package dev.caravan.platform.slack;

import dev.caravan.message.Content;
import dev.caravan.message.Texts;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.platform.Limit;
import dev.caravan.platform.Platform;
import dev.caravan.platform.RecipientForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Slack as a bot sees it through its Web API. */
public final class SlackPlatform implements Platform {

  /**
   * Slack cuts {@code text} off at 40,000 characters (docs.slack.dev, chat.postMessage); 4,000 stay
   * below even if each were an ampersand, which is sent as five.
   */
  static final int TEXT_LIMIT = 4_000;

  /** The most that a section's text holds (node-slack-sdk, types/block-kit/blocks.ts). */
  static final int SECTION_LIMIT = 3_000;

  /** Elements of an actions block, and options of a select (the same source). */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(25, 100);

  /** One a second and channel (docs.slack.dev, rate-limits: "short bursts" are tolerated). */
  private static final Limit RECIPIENT = new Limit(1, Duration.ofSeconds(1), 1);

  /** "Several hundred a minute" and workspace (java-slack-sdk, MethodsRateLimitTier). */
  private static final Limit CONNECTION = new Limit(300, Duration.ofMinutes(1), 30);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          TEXT_LIMIT,
          TextUnit.UTF16_UNITS,
          ACTIONS,
          Set.of(Feature.THREADS, Feature.EDIT, Feature.RECALL),
          new Capabilities.Traffic(List.of(CONNECTION), List.of(RECIPIENT)),
          // Slack documents no key by which it would recognise a repeated post.
          Duration.ZERO);

  @Override
  public String id() {
    return "slack";
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public int parts(Content content) {
    return SlackText.parts(content).size();
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    return RecipientForm.fault(
        recipientId, "a channel, a person or a conversation, for example C0123ABCD or #operations");
  }

  @Override
  public Optional<String> threadFault(String threadId) {
    return threadId.matches("\\d{1,12}\\.\\d{1,9}")
        ? Optional.empty()
        : Optional.of(
            "The thread '%s' is no ts of Slack's; write that of its first message, for example 1700000000.000100."
                .formatted(Texts.shown(threadId)));
  }
}
