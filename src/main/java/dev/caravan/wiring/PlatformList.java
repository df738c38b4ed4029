package dev.caravan.wiring;

import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.line.LinePlatform;
import dev.caravan.platform.signal.SignalPlatform;
import dev.caravan.platform.slack.SlackPlatform;
import dev.caravan.platform.telegram.TelegramPlatform;
import java.util.List;
import java.util.Objects;

/** The platforms that the hub renders for by itself; each is also a bean under its id. */
public final class PlatformList {
  private PlatformList() {}

  /** All of them, in the order in which they are shown. */
  public static final List<HttpPlatform> ALL =
      List.of(
          new SlackPlatform(), new TelegramPlatform(), new SignalPlatform(), new LinePlatform());

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
