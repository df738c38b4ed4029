package dev.caravan.platform.slack;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Texts;
import dev.caravan.platform.Account;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.platform.Connection;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Limit;
import dev.caravan.platform.MessageIdForm;
import dev.caravan.platform.Profile;
import dev.caravan.platform.RecipientForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Slack as a bot sees it through its Web API, and as an incoming webhook does. */
public final class SlackPlatform implements HttpPlatform {

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
          Set.of(
              Feature.THREADS,
              Feature.REPLIES,
              Feature.EDIT,
              Feature.RECALL,
              Feature.IMAGES,
              Feature.MENTIONS,
              Feature.MASS_MENTIONS),
          new Capabilities.Traffic(List.of(CONNECTION), List.of(RECIPIENT)),
          // Slack documents no key by which it would recognise a repeated post, and no window.
          Capabilities.Lifetimes.NONE);

  /** An incoming webhook posts; it names nothing by which its message could be found again. */
  private static final Capabilities WEBHOOK =
      new Capabilities(
          TEXT_LIMIT,
          TextUnit.UTF16_UNITS,
          ACTIONS,
          Set.of(Feature.IMAGES, Feature.MENTIONS, Feature.MASS_MENTIONS),
          // Whatever the recipient is called, it all goes into one channel.
          new Capabilities.Traffic(List.of(RECIPIENT), List.of()),
          Capabilities.Lifetimes.NONE);

  private static final Profile PROFILE =
      new Profile(
          "Slack",
          "worldwide, at work",
          "HMAC-SHA256 of the body and its time, with the signing secret",
          new Account(
              "https://slack.com",
              List.of(Set.of("botToken"), Set.of(SlackWebhook.CREDENTIAL)),
              Set.of("botToken", "signingSecret", SlackWebhook.CREDENTIAL)));

  @Override
  public String id() {
    return "slack";
  }

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Capabilities capabilities(Connection.Endpoint endpoint) {
    return SlackWebhook.alone(endpoint) ? WEBHOOK : CAPABILITIES;
  }

  @Override
  public int parts(Content content) {
    return SlackText.written(content).parts();
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    if (SlackWebhook.alone(connection.endpoint())) {
      return SlackWebhook.call(delivery, connection);
    }
    if (delivery.deed() instanceof Deed.Edit edit) {
      return method("chat.update", connection, SlackRenderer.edit(delivery, edit));
    }
    if (delivery.deed() instanceof Deed.Recall recall) {
      return method("chat.delete", connection, SlackRenderer.recall(recall));
    }
    return method("chat.postMessage", connection, SlackRenderer.post(delivery));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return SlackReader.read(delivery.deed(), answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    if (SlackWebhook.alone(connection.endpoint())) {
      throw SlackWebhook.noProbe();
    }
    return Optional.of(method("auth.test", connection, "{}"));
  }

  @Override
  public Outcome probed(Answer answer) {
    return SlackReader.probed(answer);
  }

  private static Call method(String name, Connection connection, String json) {
    return Call.post(
        connection.url("/api/" + name),
        Map.of("Authorization", "Bearer " + connection.credential("botToken")),
        json);
  }

  @Override
  public Optional<String> messageIdFault(String platformId) {
    return MessageIdForm.fault(
        platformId, "[^/\\s]+/\\d{1,12}\\.\\d{1,9}", "Slack", "C0123ABCD/1700000000.000100");
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
