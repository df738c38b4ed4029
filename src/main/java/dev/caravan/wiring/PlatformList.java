package dev.caravan.wiring;

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
import java.util.Objects;

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

  static Platforms platforms() {
    return new Platforms(List.copyOf(ALL));
  }

  static List<String> ids() {
    return ALL.stream().map(HttpPlatform::id).toList();
  }

  static HttpPlatform platform(String id) {
    return ALL.stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(Objects.toString(id)));
  }
}
