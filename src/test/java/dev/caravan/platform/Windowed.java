package dev.caravan.platform;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Mention;
import dev.caravan.message.Outcome;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.Splitter;
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A platform of the tests' own: it has windows of a day, splits at 40 characters, shows one button,
 * images and no markup, and notifies users alone.
 */
public final class Windowed implements HttpPlatform {
  public static final String ID = "windowed";

  private static final Splitter SPLITTER =
      new Splitter(40, Measure.of(Capabilities.TextUnit.CODE_POINTS));

  private final Set<Feature> features;

  /** One that takes templates. */
  public Windowed() {
    this(Set.of(Feature.IMAGES, Feature.MENTIONS, Feature.TEMPLATES));
  }

  public Windowed(Set<Feature> features) {
    this.features = features;
  }

  /** A connection to it that nobody answers at. */
  public static Connection connection(String name, boolean sandbox, boolean windowAssumed) {
    return new Connection(
        name,
        ID,
        false,
        new Connection.Endpoint(sandbox, "http://far.invalid", Map.of()),
        new Connection.Traffic(
            List.of(), List.of(), 1, 8, Connection.OnUnknown.HOLD, Duration.ofSeconds(1)),
        windowAssumed);
  }

  /** A content with a template beside its text. */
  public static Content templated(Content content) {
    return new Content(
        content.text(),
        content.format(),
        content.actions(),
        new Extras(
            List.of(),
            List.of(),
            false,
            new PlatformTemplate("order_update", "en_US", List.of("4711")),
            null));
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Profile profile() {
    return new Profile("Windowed", "the tests", "", Account.of("", Set.of(), Set.of()));
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        40,
        Capabilities.TextUnit.CODE_POINTS,
        new Capabilities.Actions(1, 2),
        features,
        new Capabilities.Traffic(List.of(), List.of()),
        new Capabilities.Lifetimes(Duration.ZERO, Duration.ofHours(24)));
  }

  @Override
  public int parts(Content content) {
    return content.extras().template() != null ? 1 : written(content).parts();
  }

  private static Written written(Content content) {
    Shown shown = Shown.of(content.actions(), new Capabilities.Actions(1, 2), action -> 1);
    String bare = content.text().replace("*", "");
    return Written.of(
        content.withText(bare),
        SPLITTER,
        shown,
        List.of(),
        file -> file.image() ? Written.Place.INLINE : Written.Place.LINK);
  }

  @Override
  public Call call(Delivery delivery, Connection connection) {
    Content content = delivery.message().content();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("to", delivery.recipientId());
    PlatformTemplate template = content.extras().template();
    if (template != null) {
      body.put("template", template.name());
      return Call.post(connection.url("/send"), Map.of(), Json.write(body));
    }
    Written written = written(content);
    body.put("text", written.texts().get(delivery.part()));
    body.put("images", written.inline().stream().map(Attachment::url).toList());
    body.put(
        "buttons", written.widgets().stream().map(a -> Tokens.of(delivery.message(), a)).toList());
    body.put(
        "notified",
        content.extras().mentions().stream()
            .filter(m -> m.kind() == Mention.Kind.USER)
            .map(Mention::id)
            .toList());
    return Call.post(connection.url("/send"), Map.of("Authorization", "secret"), Json.write(body));
  }

  @Override
  public Outcome read(Delivery delivery, Answer answer) {
    return new Outcome.Sent(List.of("1"));
  }

  @Override
  public Optional<String> recipientFault(String recipientId) {
    return RecipientForm.fault(recipientId, "a number, for example 491701234567");
  }
}
