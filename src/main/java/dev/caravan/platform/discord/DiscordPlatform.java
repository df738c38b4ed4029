package dev.caravan.platform.discord;

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
import java.util.Optional;
import java.util.Set;

/**
 * Discord as a bot sees it through its HTTP API v10.
 *
 * <p>A recipient is a channel; a person is reached by the id of the channel that their direct
 * messages with the bot are. A thread is a channel of its own, so a message of a thread goes there.
 */
public final class DiscordPlatform implements HttpPlatform {

  /** Code points of a message's content (Discord's documentation, Create Message). */
  static final int TEXT_LIMIT = 2000;

  /** Five rows of five buttons, options of a select (Discord's documentation, components). */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(25, 25);

  /**
   * Fifty a second and bot are promised; of the limits of one channel Discord says only that they
   * are learnt from its answers, where its own example is 5 (Discord's documentation, rate limits).
   */
  private static final Capabilities.Traffic TRAFFIC =
      new Capabilities.Traffic(
          List.of(new Limit(50, Duration.ofSeconds(1), 50)),
          List.of(new Limit(5, Duration.ofSeconds(5), 5)));

  /** "In the past few minutes" (Create Message, enforce_nonce): two is the least that can mean. */
  private static final Duration NONCE_LIFETIME = Duration.ofMinutes(2);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          TEXT_LIMIT,
          TextUnit.CODE_POINTS,
          ACTIONS,
          Set.of(
              Feature.THREADS,
              Feature.REPLIES,
              Feature.EDIT,
              Feature.RECALL,
              Feature.IMAGES,
              Feature.MENTIONS,
              Feature.MASS_MENTIONS),
          TRAFFIC,
          new Capabilities.Lifetimes(NONCE_LIFETIME, Duration.ZERO));

  private static final Profile PROFILE =
      new Profile(
          "Discord",
          "worldwide; communities",
          "Ed25519 over its time and its body, with the application's public key",
          Account.of(
              "https://discord.com", Set.of("botToken"), Set.of("applicationId", "publicKey")));

  @Override
  public String id() {
    return "discord";
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
  public int parts(Content content) {
    return DiscordText.written(content).parts();
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    if (delivery.deed() instanceof Deed.Edit edit) {
      return DiscordCalls.edit(connection, edit.platformId(), DiscordRenderer.edit(delivery));
    }
    if (delivery.deed() instanceof Deed.Recall recall) {
      return DiscordCalls.recall(connection, recall.platformId());
    }
    return DiscordCalls.post(
        connection, delivery.message().target(), DiscordRenderer.post(delivery));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return DiscordReader.read(delivery, answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(DiscordCalls.whoami(connection));
  }

  @Override
  public Outcome probed(Answer answer) {
    return DiscordReader.probed(answer);
  }

  @Override
  public String anybody() {
    return "290926798999357250";
  }

  @Override
  public Optional<String> messageIdFault(String platformId) {
    return MessageIdForm.fault(
        platformId, "\\d{1,20}/\\d{1,20}", "Discord", "290926798999357250/334385199974967042");
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected = "a channel's id, for example 290926798999357250";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    return fault.isPresent() || Snowflake.is(recipientId)
        ? fault
        : Optional.of(
            "The recipient '%s' is no channel of Discord's; write %s."
                .formatted(Texts.shown(recipientId), expected));
  }

  @Override
  public Optional<String> threadFault(String threadId) {
    return Snowflake.is(threadId)
        ? Optional.empty()
        : Optional.of(
            "The thread '%s' is no thread of Discord's; write its id, for example 1190000000000000001."
                .formatted(Texts.shown(threadId)));
  }
}
