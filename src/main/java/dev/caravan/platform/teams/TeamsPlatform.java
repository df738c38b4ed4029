package dev.caravan.platform.teams;

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
import dev.caravan.platform.Profile;
import dev.caravan.platform.RecipientForm;
import dev.caravan.platform.TokenCache;
import dev.caravan.platform.TokenSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Microsoft Teams as a bot sees it through the Bot Framework's connector. */
public final class TeamsPlatform implements HttpPlatform {

  /**
   * An activity may have 100 KB in UTF-16, and has 80 KB for sure (learn.microsoft.com, "Format
   * your bot messages"): 40,960 units. A text of at most this many leaves as many again to its
   * tags, and what is left then to JSON's escapes.
   */
  static final int TEXT_LIMIT = 12_000;

  /** As much for the text of a card: the rest are its frame, its images and its widgets. */
  static final int CARD_LIMIT = 6_000;

  /** Places of the card's room; entries of a select, of which no number is published. */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(30, 100);

  /**
   * A bot may send 7 in 1 s, 8 in 2 s, 60 in 30 s and 1,800 an hour to one conversation, and 50 a
   * second in a tenant (learn.microsoft.com, "Optimize your bot with rate limiting in Teams").
   */
  private static final Capabilities.Traffic TRAFFIC =
      new Capabilities.Traffic(
          List.of(new Limit(50, Duration.ofSeconds(1), 25)),
          List.of(
              new Limit(7, Duration.ofSeconds(1), 3),
              new Limit(8, Duration.ofSeconds(2), 4),
              new Limit(60, Duration.ofSeconds(30), 8),
              new Limit(1_800, Duration.ofHours(1), 60)));

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
              Feature.MENTIONS),
          TRAFFIC,
          // Senders "SHOULD NOT rely on" a repeated id (activity schema, A2033); and no window.
          Capabilities.Lifetimes.NONE);

  /**
   * Each conversation names its own service URL with what comes from it. Before anything came, a
   * bot of the public cloud writes to this one (learn.microsoft.com, Agents SDK,
   * TeamsProactiveServiceEndpoints); one of a government's cloud names its own.
   */
  private static final String PUBLIC_CLOUD = "https://smba.trafficmanager.net/teams";

  private static final Profile PROFILE =
      new Profile(
          "Microsoft Teams",
          "worldwide, at work",
          "a JSON Web Token of the Bot Framework's, signed with RS256",
          Account.of(
              PUBLIC_CLOUD,
              Set.of(TeamsTokens.APP_ID, TeamsTokens.APP_PASSWORD),
              Set.of(TeamsTokens.TENANT_ID, TeamsTokens.TOKEN_URL)));

  /** Somebody's id, which is no conversation with them. */
  private static final String PERSON = "2[89]:.*";

  private static final String CONVERSATION = "[a-z0-9]{1,8}:[^/?#]+";

  private final TokenSource tokens;

  public TeamsPlatform(InstantSource clock) {
    this.tokens = new TokenCache(new TeamsTokens(clock), clock);
  }

  @Override
  public String id() {
    return "teams";
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
  public Optional<TokenSource> tokens() {
    return Optional.of(tokens);
  }

  @Override
  public int parts(Content content) {
    return TeamsText.written(content).parts();
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    if (delivery.deed() instanceof Deed.Edit edit) {
      TeamsAddress address = TeamsAddress.of(edit.platformId());
      return new Call(
          "PUT", connection.url(address.path()), Map.of(), TeamsRenderer.edit(delivery, address));
    }
    if (delivery.deed() instanceof Deed.Recall recall) {
      String path = TeamsAddress.of(recall.platformId()).path();
      return new Call("DELETE", connection.url(path), Map.of(), "");
    }
    return post(delivery, connection);
  }

  private static Call post(Delivery delivery, Connection connection) {
    String conversation = TeamsAddress.conversation(delivery.message().target());
    String answers = delivery.message().content().extras().answers();
    String answered = answers == null ? "" : TeamsAddress.of(answers).activity();
    String path =
        answered.isEmpty()
            ? TeamsAddress.activities(conversation)
            : new TeamsAddress(conversation, answered).path();
    return Call.post(
        connection.url(path), Map.of(), TeamsRenderer.post(delivery, conversation, answered));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return TeamsReader.read(delivery, answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(new Call("GET", connection.url(TeamsReader.PROBED_PATH), Map.of(), ""));
  }

  @Override
  public Outcome probed(Answer answer) {
    return TeamsReader.probed(answer);
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected =
        "the id of a conversation that the bot is in, for example a:1pL6i0oY3C0K8oAj8 or 19:abc@thread.tacv2";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    if (fault.isPresent()) {
      return fault;
    }
    if (recipientId.matches(PERSON)) {
      return Optional.of(
          "The recipient '%s' is a person or a bot, not a conversation of Teams'; write %s."
              .formatted(Texts.shown(recipientId), expected));
    }
    return recipientId.matches(CONVERSATION)
        ? Optional.empty()
        : Optional.of(
            "The recipient '%s' is no conversation of Teams'; write %s."
                .formatted(Texts.shown(recipientId), expected));
  }

  @Override
  public Optional<String> threadFault(String threadId) {
    return threadId.matches("[1-9]\\d{0,18}")
        ? Optional.empty()
        : Optional.of(
            "The thread '%s' is no message of Teams'; write the id of its first one, for example 1700000000123."
                .formatted(Texts.shown(threadId)));
  }
}
