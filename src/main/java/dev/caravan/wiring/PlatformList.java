package dev.caravan.wiring;

import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.slack.SlackPlatform;
import dev.caravan.platform.telegram.TelegramPlatform;
import dev.caravan.sandbox.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The platforms of this hub, what their connections need, and where their real ones live. */
final class PlatformList {
  private PlatformList() {}

  private record Known(
      Platform platform,
      String baseUrl,
      Set<String> needed,
      Set<String> possible,
      Map<String, String> pretended) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              new SlackPlatform(),
              "https://slack.com",
              Set.of("botToken"),
              Set.of("botToken", "signingSecret"),
              Map.of("botToken", Tokens.SLACK)),
          new Known(
              new TelegramPlatform(),
              "https://api.telegram.org",
              Set.of("botToken"),
              Set.of("botToken", "webhookSecret"),
              Map.of("botToken", Tokens.TELEGRAM)));

  static Platforms platforms() {
    return new Platforms(KNOWN.stream().map(Known::platform).toList());
  }

  static List<String> ids() {
    return KNOWN.stream().map(k -> k.platform().id()).toList();
  }

  static Platform platform(String id) {
    return known(id).platform();
  }

  static String baseUrl(String id) {
    return known(id).baseUrl();
  }

  /** Credentials without which a real connection cannot send. */
  static Set<String> needed(String id) {
    return known(id).needed();
  }

  /** Credentials that a connection may have. */
  static Set<String> possible(String id) {
    return known(id).possible();
  }

  /** The credentials of the pretend platform. */
  static Map<String, String> pretended(String id) {
    return known(id).pretended();
  }

  private static Known known(String id) {
    return KNOWN.stream()
        .filter(k -> k.platform().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(Objects.toString(id)));
  }
}
