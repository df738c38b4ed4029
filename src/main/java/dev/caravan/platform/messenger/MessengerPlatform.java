package dev.caravan.platform.messenger;

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

/** Facebook Messenger as a Page sees it through the Send API. */
public final class MessengerPlatform implements HttpPlatform {

  /** "Length of param message[text] must be less than or equal to 2000" (the API's own error). */
  static final int TEXT_LIMIT = 2000;

  /** Buttons of a button template, and quick replies (developers.facebook.com, Send API). */
  static final Capabilities.Actions ACTIONS = new Capabilities.Actions(3, 13);

  /**
   * 300 a second and Page (developers.facebook.com, Messenger Platform, rate limiting); the limit
   * of each conversation is not published.
   */
  private static final Capabilities.Traffic TRAFFIC =
      new Capabilities.Traffic(List.of(Limit.of(300, Duration.ofSeconds(1))), List.of());

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          TEXT_LIMIT,
          // The documentation says characters; units are never fewer.
          TextUnit.UTF16_UNITS,
          ACTIONS,
          Set.of(
              Feature.REPLIES, Feature.IMAGES, Feature.FILES, Feature.TEMPLATES, Feature.RECEIPTS),
          TRAFFIC,
          // No key by which it would know a repeated message; a day from a person's last one.
          new Capabilities.Lifetimes(Duration.ZERO, Duration.ofHours(24)));

  private static final Profile PROFILE =
      new Profile(
          "Messenger",
          "North America, Europe, South-East Asia, Oceania",
          "HMAC-SHA256 of the body, with the app secret",
          Account.of(
              "https://graph.facebook.com",
              Set.of("pageToken", "pageId"),
              Set.of("appSecret", "verifyToken")));

  private static final GraphNode PAGE = new GraphNode("v25.0", "pageToken", "pageId");

  private static final GraphReader READER =
      new GraphReader("Messenger", "/message_id", MessengerErrors.ALL);

  @Override
  public String id() {
    return "messenger";
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
    return content.extras().template() == null ? MessengerText.written(content).parts() : 1;
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    if (!(delivery.deed() instanceof Deed.Post)) {
      String why = "Messenger alters no message and takes none back.";
      throw new NotSent(new Outcome.Rejected(Reason.REQUEST_REFUSED, why), why);
    }
    return PAGE.message(connection, MessengerRenderer.post(delivery));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return READER.read(answer);
  }

  @Override
  public Optional<Call> probe(Connection connection) {
    return Optional.of(PAGE.itself(connection));
  }

  @Override
  public Outcome probed(Answer answer) {
    return READER.probed(answer, "/name");
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    String expected =
        "the page-scoped id of a person who has written to the Page, for example 5275811702471834";
    Optional<String> fault = RecipientForm.fault(recipientId, expected);
    // Meta publishes no length; ids are numbers of 64 bits.
    if (fault.isPresent() || recipientId.matches("[1-9][0-9]{0,19}")) {
      return fault;
    }
    return Optional.of(
        "The recipient '%s' is no id of Messenger's; write %s."
            .formatted(Texts.shown(recipientId), expected));
  }
}
