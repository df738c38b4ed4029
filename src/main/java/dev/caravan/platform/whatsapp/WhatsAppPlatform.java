package dev.caravan.platform.whatsapp;

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
import dev.caravan.platform.graph.GraphNode;
import dev.caravan.platform.graph.GraphReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** WhatsApp as a business's number sees it through the Cloud API. */
public final class WhatsAppPlatform implements HttpPlatform {

  /** Characters of a text's body (Meta's OpenAPI of business messaging v23.0, TextMessage). */
  static final int TEXT_LIMIT = 4096;

  /**
   * Reply buttons of a message, and rows of a list (the same, ActionObject; lists: all sections).
   */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(3, 10);

  /**
   * 80 a second and number (developers.facebook.com, WhatsApp, throughput); to one person one in
   * six seconds, of which 45 may be borrowed at once from the time to come.
   */
  private static final Capabilities.Traffic TRAFFIC =
      new Capabilities.Traffic(
          List.of(Limit.of(80, Duration.ofSeconds(1))),
          List.of(new Limit(600, Duration.ofHours(1), 45)));

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          TEXT_LIMIT,
          // The specification says characters; units are never fewer.
          TextUnit.UTF16_UNITS,
          ACTIONS,
          Set.of(
              Feature.REPLIES, Feature.IMAGES, Feature.FILES, Feature.TEMPLATES, Feature.RECEIPTS),
          TRAFFIC,
          // No key by which it would know a repeated message; a day from a person's last one.
          new Capabilities.Lifetimes(Duration.ZERO, Duration.ofHours(24)));

  private static final Profile PROFILE =
      new Profile(
          "WhatsApp",
          "Latin America, Europe, Africa, Middle East, South and South-East Asia",
          "HMAC-SHA256 of the body, with the app secret",
          Account.of(
              "https://graph.facebook.com",
              Set.of("accessToken", "phoneNumberId"),
              Set.of("appSecret", "verifyToken")));

  private static final GraphNode NUMBER = new GraphNode("v23.0", "accessToken", "phoneNumberId");

  private static final GraphReader READER =
      new GraphReader("WhatsApp", "/messages/0/id", WhatsAppErrors.ALL);

  @Override
  public String id() {
    return "whatsapp";
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
    return content.extras().template() == null ? WhatsAppText.written(content).parts() : 1;
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    if (!(delivery.deed() instanceof Deed.Post)) {
      String why = "WhatsApp alters no message and takes none back.";
      throw new NotSent(new Outcome.Rejected(Reason.REQUEST_REFUSED, why), why);
    }
    return NUMBER.message(connection, WhatsAppRenderer.post(delivery));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return READER.read(answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(NUMBER.itself(connection));
  }

  @Override
  public Outcome probed(Answer answer) {
    return READER.probed(answer, "/display_phone_number");
  }

  /** Digits alone, as webhooks name a person: another form would be another lane and window. */
  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected =
        "a telephone number with its country's code, digits alone, for example 16505551234";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    // At most 15 digits by E.164; no country has numbers of less than 7.
    if (fault.isPresent() || recipientId.matches("[1-9][0-9]{6,14}")) {
      return fault;
    }
    return Optional.of(
        "The recipient '%s' is no number of WhatsApp's; write %s."
            .formatted(Texts.shown(recipientId), expected));
  }
}
