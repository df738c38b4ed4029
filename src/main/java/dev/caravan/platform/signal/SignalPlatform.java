package dev.caravan.platform.signal;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signal as a registered number speaks it through bbernhard/signal-cli-rest-api.
 *
 * <p>That server knows no callers, so it stands on a private network; and each connection says
 * where.
 */
public final class SignalPlatform implements HttpPlatform {

  /** Bytes of a message's body; signal-cli sends what is longer as a file (AsamK/signal-cli). */
  static final int TEXT_LIMIT = 2_000;

  /** Signal has no buttons. */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(0, 0);

  /**
   * Signal publishes none, and asks those who are quick for a captcha (AsamK/signal-cli, issues
   * 1174, 1911): one a second, five at once, is the hub's own choice.
   */
  private static final Limit CONNECTION = new Limit(60, Duration.ofMinutes(1), 5);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          TEXT_LIMIT,
          TextUnit.BYTES,
          ACTIONS,
          Set.of(Feature.REPLIES, Feature.EDIT, Feature.RECALL, Feature.RECEIPTS, Feature.MENTIONS),
          new Capabilities.Traffic(List.of(CONNECTION), List.of()),
          // Neither Signal nor signal-cli knows a key by which it would recognise a repeated send.
          Capabilities.Lifetimes.NONE);

  private static final Profile PROFILE =
      new Profile(
          "Signal",
          "worldwide; Europe, North America",
          "nothing is signed; a secret path",
          Account.of(/* baseUrl= */ "", Set.of("number"), Set.of()));

  @Override
  public String id() {
    return "signal";
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
    return SignalText.written(content).parts();
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    String number = connection.credential("number");
    if (delivery.deed() instanceof Deed.Recall recall) {
      return new Call(
          "DELETE",
          connection.url("/v1/remote-delete/" + number),
          Map.of(),
          SignalRenderer.recall(delivery, recall.platformId()));
    }
    return Call.post(connection.url("/v2/send"), Map.of(), SignalRenderer.send(delivery, number));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return SignalReader.read(delivery, answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(new Call("GET", connection.url("/v1/accounts"), Map.of(), /* json= */ ""));
  }

  @Override
  public Outcome probed(Answer answer) {
    return SignalReader.probed(answer);
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected =
        "a number, a user's UUID, a username or a group's id, for example +15550100001, ada.42 or group.YWJjZGVmZ2hpamtsbW5vcA==";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    return fault.isPresent() || SignalAddress.isOne(recipientId)
        ? fault
        : Optional.of(
            "The recipient '%s' is nobody on Signal; write %s."
                .formatted(Texts.shown(recipientId), expected));
  }
}
