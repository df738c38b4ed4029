package dev.caravan.bench;

import dev.caravan.platform.Platform;
import dev.caravan.wiring.PlatformList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The nine platforms, and messages to each of them. */
final class Senders {
  static final List<String> NINE = PlatformList.ALL.stream().map(Platform::id).toList();

  /** Recipients by platform, each with a place for a number of four digits. */
  private static final Map<String, String> RECIPIENTS =
      Map.of(
          "slack", "C0R{r}",
          "discord", "29092679899935{r}",
          "teams", "19:0123456789ab{r}@thread.tacv2",
          "whatsapp", "491511234{r}",
          "telegram", "12345{r}",
          "google_chat", "spaces/AAAA{r}",
          "signal", "+491511234{r}",
          "messenger", "654321098765{r}",
          "line", "U0123456789abcdef0123456789ab{r}");

  private Senders() {}

  /** So many messages to a platform. */
  static Wish to(String platform, int count) {
    return Wish.messages(count).saying(said(platform, "a", ""));
  }

  /** So many messages, to the nine by turns. */
  static Wish toNine(int count) {
    return Wish.messages(count)
        .saying(NINE.stream().map(p -> said(p, "a", "")).toArray(String[]::new));
  }

  /** So many for later, to the nine by turns; of the kind s. */
  static Wish later(int count, Wish.Dues dues) {
    return Wish.messages(count)
        .to("/api/v1/messaging/proactive/schedule")
        .saying(
            NINE.stream()
                .map(p -> said(p, "s", ",\"scheduled_for\":\"{due}\""))
                .toArray(String[]::new))
        .due(dues);
  }

  private static String said(String platform, String kind, String more) {
    return Wish.said(platform, Objects.requireNonNull(RECIPIENTS.get(platform)), kind, more);
  }
}
