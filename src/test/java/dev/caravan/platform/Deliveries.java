package dev.caravan.platform;

import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Sender;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What tests of platforms say, and through what. */
public final class Deliveries {
  public static final String TOKEN = "123456789:AAF-the_bots_own_secret_token_0123456";

  /** What any of the platforms may ask of its connection. */
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "botToken", TOKEN,
          "accessToken", TOKEN,
          "phoneNumberId", "106540352242922",
          "pageToken", TOKEN,
          "pageId", "1909458034523498");

  private static final UUID ID = UUID.fromString("018f0000-0000-7000-8000-000000000001");

  private static final Sender SENDER =
      new Sender("default", ID, "Tester", Maturity.AUTONOMOUS, Origin.SEND, "tests");

  private static final Message.Outline OUTLINE =
      new Message.Outline(Terms.ORDINARY, new Notes(Map.of(), Map.of(), "c", null));

  private Deliveries() {}

  public static Content plain(String text, Action... actions) {
    return new Content(text, Format.PLAIN, List.of(actions));
  }

  public static Content markdown(String text, Action... actions) {
    return new Content(text, Format.MARKDOWN, List.of(actions));
  }

  public static Action[] buttons(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> new Action.Button("b" + n, "Choice " + n, Action.Style.PRIMARY, null))
        .toArray(Action[]::new);
  }

  public static Action select(int options) {
    return new Action.Select(
        "where",
        "Where to",
        IntStream.rangeClosed(1, options)
            .mapToObj(n -> new Action.Option("o" + n, "Place " + n))
            .toList());
  }

  /** One part of {@code content} on its way to {@code recipient} of the connection so named. */
  public static Delivery of(
      String platform, String recipient, @Nullable String thread, Content content, int part) {
    Target target = new Target(platform, platform, false, recipient, thread);
    Message message = new Message(ID, SENDER, target, content, OUTLINE, Instant.EPOCH);
    return new Delivery(message, part, 1, "key");
  }

  /** A connection that reaches nobody. */
  public static Connection connection(String platform) {
    return connection(platform, "http://far.invalid", Duration.ofSeconds(1));
  }

  /** A connection to this platform with every credential it may have, which reaches nobody. */
  public static Connection connection(HttpPlatform platform) {
    return connection(platform, "http://far.invalid", Duration.ofSeconds(1));
  }

  /** A connection to this platform with every credential it may have. */
  public static Connection connection(HttpPlatform platform, String baseUrl, Duration patience) {
    Connection bare = connection(platform.id(), baseUrl, patience);
    Map<String, String> credentials =
        platform.profile().account().possible().stream()
            .collect(Collectors.toMap(key -> key, key -> TOKEN));
    return new Connection(
        bare.name(),
        bare.platform(),
        bare.primary(),
        new Connection.Endpoint(/* sandbox= */ false, baseUrl, credentials),
        bare.traffic());
  }

  public static Connection connection(String platform, String baseUrl, Duration patience) {
    return new Connection(
        platform,
        platform,
        true,
        new Connection.Endpoint(false, baseUrl, CREDENTIALS),
        new Connection.Traffic(List.of(), List.of(), 1, 8, Connection.OnUnknown.HOLD, patience));
  }
}
