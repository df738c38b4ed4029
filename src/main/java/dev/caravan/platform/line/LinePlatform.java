package dev.caravan.platform.line;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
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
import dev.caravan.platform.NotSent;
import dev.caravan.platform.Profile;
import dev.caravan.platform.RecipientForm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** LINE as an official account's bot sees it through the Messaging API. */
public final class LinePlatform implements HttpPlatform {

  /** In UTF-16 units (developers.line.biz, text message; character counting in a text). */
  static final int TEXT_LIMIT = 5_000;

  /**
   * Buttons of one bubble: LINE bounds its JSON alone, at 30 KB (developers.line.biz, bubble),
   * below which twenty of the longest stay.
   */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(20, 20);

  /** A channel pushes 2,000 times a second (developers.line.biz, rate limits). */
  private static final Limit CONNECTION = Limit.of(2_000, Duration.ofSeconds(1));

  /** A retry key lives a day (developers.line.biz, retry failed API requests). */
  private static final Duration KEY_LIFE = Duration.ofHours(24);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          TEXT_LIMIT,
          TextUnit.UTF16_UNITS,
          ACTIONS,
          Set.of(Feature.IMAGES, Feature.MENTIONS, Feature.MASS_MENTIONS),
          new Capabilities.Traffic(List.of(CONNECTION), List.of()),
          new Capabilities.Lifetimes(KEY_LIFE, Duration.ZERO));

  private static final Profile PROFILE =
      new Profile(
          "LINE",
          "Japan, Taiwan, Thailand, Indonesia",
          "HMAC-SHA256 of the body in base64, with the channel secret",
          Account.of("https://api.line.me", Set.of("channelAccessToken"), Set.of("channelSecret")));

  /** A person, a group chat or a multi-person chat (developers.line.biz, source objects). */
  private static final Pattern RECIPIENT = Pattern.compile("[UCR][0-9a-f]{32}");

  @Override
  public String id() {
    return "line";
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
    return LineText.written(content).parts();
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    if (!(delivery.deed() instanceof Deed.Post)) {
      String why = "LINE neither changes nor takes back what it has delivered.";
      throw new NotSent(new Outcome.Rejected(Reason.REQUEST_REFUSED, why), why);
    }
    return Call.post(
        connection.url("/v2/bot/message/push"),
        Map.of("Authorization", bearer(connection), "X-Line-Retry-Key", retryKey(delivery.key())),
        LineRenderer.push(delivery));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return LineReader.read(answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(
        new Call(
            "GET",
            connection.url("/v2/bot/info"),
            Map.of("Authorization", bearer(connection)),
            /* json= */ ""));
  }

  @Override
  public Outcome probed(Answer answer) {
    return LineReader.probed(answer);
  }

  private static String bearer(Connection connection) {
    return "Bearer " + connection.credential("channelAccessToken");
  }

  /** LINE takes a UUID alone; the same part of the same message has the same at every try. */
  static String retryKey(String key) {
    return UUID.nameUUIDFromBytes(("line:" + key).getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected =
        "the id of a user, a group or a room out of a webhook, for example U4af4980629000000000000000000abcd";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    return fault.isPresent() || RECIPIENT.matcher(recipientId).matches()
        ? fault
        : Optional.of(
            "The recipient '%s' is no id of LINE's; write %s."
                .formatted(Texts.shown(recipientId), expected));
  }
}
