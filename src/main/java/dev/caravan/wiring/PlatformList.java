package dev.caravan.wiring;

import dev.caravan.platform.DeclaredPlatform;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.discord.DiscordPlatform;
import dev.caravan.platform.googlechat.GoogleChatPlatform;
import dev.caravan.platform.line.LinePlatform;
import dev.caravan.platform.messenger.MessengerPlatform;
import dev.caravan.platform.signal.SignalPlatform;
import dev.caravan.platform.slack.SlackPlatform;
import dev.caravan.platform.teams.TeamsPlatform;
import dev.caravan.platform.telegram.TelegramPlatform;
import dev.caravan.platform.whatsapp.WhatsAppPlatform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The platforms that the hub renders for by itself; each is also a bean under its id. */
public final class PlatformList {
  private PlatformList() {}

  /** What they can do and need; nothing is sent through these, so their clock stands still. */
  public static final List<HttpPlatform> ALL = all(InstantSource.fixed(Instant.EPOCH));

  /** One of each to send through; the clock says when their short-lived tokens end. */
  public static List<HttpPlatform> all(InstantSource clock) {
    return List.of(
        new SlackPlatform(),
        new DiscordPlatform(),
        new TeamsPlatform(clock),
        new WhatsAppPlatform(),
        new TelegramPlatform(),
        new GoogleChatPlatform(clock),
        new SignalPlatform(),
        new MessengerPlatform(),
        new LinePlatform());
  }

  /** Those that come with the hub and are a route alone: platforms.yaml of the jar. */
  static final List<DeclaredPlatform> DECLARED = declared();

  static Platforms platforms() {
    Platforms platforms = new Platforms(List.copyOf(ALL));
    platforms.declare(DECLARED);
    return platforms;
  }

  private static List<DeclaredPlatform> declared() {
    Map.Entry<Yaml, Yaml.Fields> read = Yaml.resource("/platforms.yaml");
    List<DeclaredPlatform> declared =
        new PlatformsBlock(read.getKey())
            .read(read.getValue().values().get("platforms"), Set.copyOf(ids()));
    read.getKey().done();
    return declared;
  }

  static List<String> ids() {
    return ALL.stream().map(HttpPlatform::id).toList();
  }
}
