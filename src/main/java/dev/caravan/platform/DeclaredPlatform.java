package dev.caravan.platform;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Texts;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.Mentions;
import dev.caravan.platform.text.Splitter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A platform that is a route and a few declared facts, no Java: what stands under {@code platforms}
 * in a file of connections.
 *
 * @param recipients what a recipient looks like
 * @param example a recipient, for messages
 */
public record DeclaredPlatform(
    String id, Profile profile, Capabilities capabilities, Pattern recipients, String example)
    implements Platform {
  /** Its credential, which goes as a bearer token. */
  public static final String TOKEN = "token";

  @Override
  public int parts(Content content) {
    return written(content).parts();
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    Optional<String> fault =
        RecipientForm.fault(
            recipientId, "a recipient of " + profile.name() + ", for example " + example);
    if (fault.isPresent() || recipients.matcher(recipientId).matches()) {
      return fault;
    }
    return Optional.of(
        "The recipient '%s' is none of %s's; write for example %s."
            .formatted(Texts.shown(recipientId), profile.name(), example));
  }

  /** The part that the delivery carries. */
  Letter letter(Delivery delivery) {
    Content content = delivery.message().content();
    return new Letter(
        delivery.recipientId(),
        delivery.message().target().threadId(),
        Mentions.inertInMarkdown(written(content).texts().get(delivery.part())),
        content.extras().answers(),
        delivery.key());
  }

  private Written written(Content content) {
    Measure unit = Measure.of(capabilities.textUnit());
    // An at sign and an ampersand may get an unseen neighbour.
    Splitter splitter =
        new Splitter(
            capabilities.textLimit(),
            c -> c == '@' || c == '&' ? unit.of(c) + unit.of(Mentions.JOINER) : unit.of(c));
    Shown shown = Shown.of(content.actions(), capabilities.actions(), action -> 1);
    return Written.of(content, splitter, shown, List.of(), attachment -> Written.Place.LINK);
  }
}
