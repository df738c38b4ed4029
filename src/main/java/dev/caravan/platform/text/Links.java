package dev.caravan.platform.text;

import java.util.Locale;
import java.util.Set;

/** Which addresses may be links; the rest is told as text. */
final class Links {
  /**
   * Others are commands on some platform: tg://user mentions a person, Slack's ! pings a channel.
   */
  private static final Set<String> SAFE = Set.of("http", "https", "mailto");

  /** A link this long is no link to anyone; Slack's own limit of a button's URL. */
  private static final int LONGEST = 3000;

  private Links() {}

  static boolean safe(String url) {
    int colon = url.indexOf(':');
    return colon > 0
        && url.length() <= LONGEST
        && url.length() > colon + 1
        && SAFE.contains(url.substring(0, colon).toLowerCase(Locale.ROOT))
        && url.chars().noneMatch(c -> c <= ' ' || c == 0x7F);
  }
}
