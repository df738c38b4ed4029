package dev.caravan.platform.googlechat;

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
import dev.caravan.platform.TokenCache;
import dev.caravan.platform.TokenSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Google Chat as an app sees it through the Chat API, by a service account. */
public final class GoogleChatPlatform implements HttpPlatform {
  /** In what Chat counts a message (Chat API v1, spaces.messages.create). */
  static final TextUnit UNIT = TextUnit.BYTES;

  /**
   * A message holds 32,000 bytes with all that is in it (the same page), and Chat does not say how
   * it counts them; the rest is left for the names of its fields and of its thread.
   */
  static final int TEXT_LIMIT = 28_000;

  /**
   * No number of buttons is published, and lists of them break their lines by themselves; a select
   * holds 100 entries (google.apps.card.v1, SelectionItem).
   */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(25, 100);

  /** 3,000 writes a minute and project, developers.google.com/workspace/chat/limits. */
  private static final Limit CONNECTION = new Limit(3_000, Duration.ofMinutes(1), 50);

  /** One write a second and space, shared by all apps in it (the same page). */
  private static final Limit RECIPIENT = new Limit(1, Duration.ofSeconds(1), 1);

  /**
   * "Multiple identical requests with the same request ID result in only a single message" (Chat
   * API v1, spaces.messages.create), and no end of it is published. Others of Google's interfaces
   * promise at least an hour for the like of it (VM Migration API v1, requestId).
   */
  private static final Duration IDEMPOTENCY = Duration.ofHours(1);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          TEXT_LIMIT,
          UNIT,
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
          new Capabilities.Lifetimes(IDEMPOTENCY, Duration.ZERO));

  private static final Profile PROFILE =
      new Profile(
          "Google Chat",
          "worldwide, at work",
          "a JWT that Google signed, for the connection's audience",
          Account.of(
              "https://chat.googleapis.com",
              Set.of("serviceAccount"),
              Set.of("audience", "tokenUrl")));

  private final TokenSource tokens;

  /**
   * @param clock by which tokens are asked for and end
   */
  public GoogleChatPlatform(InstantSource clock) {
    this.tokens = new TokenCache(new ServiceAccountGrant(clock), clock);
  }

  @Override
  public String id() {
    return "google_chat";
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
    return ChatText.of(content).written().parts();
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    if (delivery.deed() instanceof Deed.Edit edit) {
      String path = ChatNames.message(edit.platformId()) + "?updateMask=text,cardsV2";
      return call("PATCH", path, connection, ChatRenderer.edit(delivery, connection));
    }
    if (delivery.deed() instanceof Deed.Recall recall) {
      return call("DELETE", ChatNames.message(recall.platformId()), connection, "");
    }
    String path = delivery.recipientId() + "/messages?requestId=" + requestId(delivery);
    // A thread that is gone begins anew in the same space: read by the same people, not lost.
    String reply =
        ChatRenderer.thread(delivery.message()).isPresent()
            ? "&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD"
            : "";
    return call("POST", path + reply, connection, ChatRenderer.post(delivery, connection));
  }

  /** "A random UUID is recommended": one made of the part's key is the same on every try. */
  private static UUID requestId(Delivery delivery) {
    return UUID.nameUUIDFromBytes(delivery.key().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return ChatReader.read(delivery.deed(), answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(call("GET", "spaces?pageSize=1", connection, ""));
  }

  @Override
  public Outcome probed(Answer answer) {
    return ChatReader.probed(answer);
  }

  private static Call call(String method, String path, Connection connection, String json) {
    return new Call(method, connection.url("/v1/" + path), Map.of(), json);
  }

  @Override
  public String anybody() {
    return "spaces/AAAA1234567";
  }

  @Override
  public Optional<String> messageIdFault(String platformId) {
    return MessageIdForm.fault(
        platformId,
        "spaces/[\\w-]+/messages/[\\w.-]+",
        "Google Chat",
        "spaces/AAAA/messages/BBBB.CCCC");
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected = "a space's name, for example spaces/AAAAMpdlehY";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    return fault.isPresent() || ChatNames.isSpace(recipientId)
        ? fault
        : Optional.of(
            "The recipient '%s' is no space of Google Chat's; write %s."
                .formatted(Texts.shown(recipientId), expected));
  }

  /** A thread's name, or a key of one's own choice for a thread that the app begins itself. */
  @Override
  public Optional<String> threadFault(String threadId) {
    String expected =
        "a thread's name or a key of your own, for example spaces/AAAAMpdlehY/threads/BBBB or build-42";
    Optional<String> fault =
        RecipientForm.fault(threadId, expected)
            .map(why -> why.replaceFirst("The recipient", "The thread"));
    return fault.isPresent() || ChatNames.isThread(threadId) || !threadId.startsWith("spaces/")
        ? fault
        : Optional.of(
            "The thread '%s' is no thread of Google Chat's; write %s."
                .formatted(Texts.shown(threadId), expected));
  }
}
