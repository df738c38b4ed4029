package dev.caravan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Limit;
import dev.caravan.platform.Platform;
import dev.caravan.wiring.PlatformList;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Nine connections as they are by default: what each sends beside what its platform allows. */
final class LimitsBench {
  private LimitsBench() {}

  static void measure(Figures figures) throws Exception {
    int seconds = Math.max(5, Sizes.of("limits.seconds", 60));
    Duration span = Duration.ofSeconds(seconds);
    try (BenchHub hub = new BenchHub(Senders.NINE, "")) {
      hub.start();
      try (Loader loader = new Loader(hub)) {
        hub.pause(Senders.NINE);
        for (Platform platform : PlatformList.ALL) {
          // Enough that there is always something to send.
          int count = (int) (allowed(platform, span) * 1.1) + 10;
          loader.run(Senders.to(platform.id(), count));
        }
        hub.resume(Senders.NINE);
        LockSupport.parkNanos(span.plusSeconds(5).toNanos());
        for (Platform platform : PlatformList.ALL) {
          row(figures, hub, platform, span);
        }
      }
    }
  }

  /** How many may go in a time that begins with the first. */
  private static double allowed(Platform platform, Duration span) {
    return platform.capabilities().traffic().connection().stream()
        .mapToDouble(
            limit -> limit.count() * Math.max(1, (double) span.toMillis() / limit.per().toMillis()))
        .min()
        .orElseThrow();
  }

  private static void row(Figures figures, BenchHub hub, Platform platform, Duration span)
      throws Exception {
    double held = Double.parseDouble(hub.far.ask("within " + platform.id() + " " + micros(span)));
    double allowed = allowed(platform, span);
    StringBuilder windows = new StringBuilder();
    List<Limit> limits = platform.capabilities().traffic().connection();
    for (Limit limit : limits) {
      int most =
          Integer.parseInt(hub.far.ask("busiest " + platform.id() + " " + micros(limit.per())));
      assertThat(most).as("in a window of " + platform.id()).isLessThanOrEqualTo(limit.count() + 1);
      windows.append(
          String.format(
              Locale.ROOT,
              "; %,d in the fullest %d s, %,d allowed",
              most,
              limit.per().toSeconds(),
              limit.count()));
    }
    figures.add(
        "%s within its limits, %d s".formatted(platform.id(), span.toSeconds()) + windows,
        Figures.rate(held / span.toSeconds()),
        "allowed, " + Figures.rate(allowed / span.toSeconds()),
        String.format(Locale.ROOT, "%.2f", held / allowed),
        "at most 1");
  }

  private static long micros(Duration span) {
    return span.toNanos() / 1000;
  }
}
