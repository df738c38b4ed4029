package dev.caravan.platform.telegram;

import dev.caravan.message.Content;
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
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Telegram as a bot sees it through the Bot API.
 *
 * <p>A group takes 20 a minute only (core.telegram.org/bots/faq); a limit here knows recipients but
 * no kinds of them, so a group's limit is learnt from its 429 or set on the connection.
 */
public final class TelegramPlatform implements HttpPlatform {

  /** Characters of sendMessage's text after its tags are read (Bot API 10.1, sendMessage). */
  static final int TEXT_LIMIT = 4096;

  /** Buttons under one message: Telegram publishes no number, servers take about a hundred. */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(100, 100);

  /**
   * One a second and chat, thirty a second in all; "approximately", and a chat may burst for a
   * while (core.telegram.org/bots/faq).
   */
  private static final Capabilities.Traffic TRAFFIC =
      new Capabilities.Traffic(
          List.of(new Limit(30, Duration.ofSeconds(1), 30)),
          List.of(new Limit(1, Duration.ofSeconds(1), 1)),
          /* vague= */ true);

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
              Feature.FILES,
              Feature.MENTIONS),
          TRAFFIC,
          // The Bot API knows no key by which it would recognise a repeated message, and no window.
          Capabilities.Lifetimes.NONE);

  private static final Profile PROFILE =
      new Profile(
          "Telegram",
          "worldwide; Eastern Europe, Middle East, South Asia",
          "a secret of ours, repeated in a header",
          Account.of("https://api.telegram.org", Set.of("botToken"), Set.of("webhookSecret")));

  private static final Pattern NUMBER = Pattern.compile("-?[1-9]\\d{0,15}");

  /** A channel's public name: 5 to 32 characters, 4 for some that were bought. */
  private static final Pattern NAME = Pattern.compile("@[A-Za-z][A-Za-z0-9_]{3,31}");

  /** Ids have at most 52 significant bits (Bot API 10.1, Chat). */
  private static final long LARGEST_ID = 1L << 52;

  @Override
  public String id() {
    return "telegram";
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
    return TelegramText.written(content).parts();
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    TelegramRenderer.Asked asked = TelegramRenderer.render(delivery);
    return method(asked.method(), connection, Json.write(asked.body()));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return TelegramReader.read(delivery.deed(), answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(method("getMe", connection, "{}"));
  }

  @Override
  public Outcome probed(Answer answer) {
    return TelegramReader.probed(answer);
  }

  private static Call method(String name, Connection connection, String json) {
    String token = connection.credential("botToken");
    return Call.post(connection.url("/bot" + token + "/" + name), Map.of(), json);
  }

  @Override
  public Optional<String> messageIdFault(String platformId) {
    return MessageIdForm.fault(platformId, "-?\\d+/\\d+", "Telegram", "123456789/42");
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected =
        "a chat's number or a channel's @name, for example 123456789, -1001234567890 or @our_channel";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    if (fault.isPresent() || number(recipientId) || NAME.matcher(recipientId).matches()) {
      return fault;
    }
    return Optional.of(
        "The recipient '%s' is no chat of Telegram's; write %s."
            .formatted(Texts.shown(recipientId), expected));
  }

  @Override
  public Optional<String> threadFault(String threadId) {
    return threadId.matches("[1-9]\\d{0,9}")
        ? Optional.empty()
        : Optional.of(
            "The thread '%s' is no topic of Telegram's; write its number, for example 7."
                .formatted(Texts.shown(threadId)));
  }

  /** Whether it is a chat's number; a channel's name otherwise. */
  static boolean number(String recipientId) {
    return NUMBER.matcher(recipientId).matches()
        && Math.abs(Long.parseLong(recipientId)) < LARGEST_ID;
  }
}
