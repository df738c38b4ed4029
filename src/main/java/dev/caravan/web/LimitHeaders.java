package dev.caravan.web;

import io.vertx.core.MultiMap;
import java.time.Duration;

/**
 * Tells a caller how many calls are left, twice: by the fields of the standard that is being made
 * (draft-ietf-httpapi-ratelimit-headers-10, of which no RFC has come yet), and by the three that
 * its drafts had up to the sixth, which most clients read.
 */
final class LimitHeaders {
  private LimitHeaders() {}

  static void put(MultiMap headers, CallLimits.Counted counted) {
    long window = counted.limit().per().toSeconds();
    long reset = seconds(counted.allowed() ? counted.whole() : counted.again());
    headers.set("RateLimit-Policy", "\"key\";q=%d;w=%d".formatted(counted.limit().count(), window));
    headers.set("RateLimit", "\"key\";r=%d;t=%d".formatted(counted.remaining(), reset));
    headers.set("RateLimit-Limit", Integer.toString(counted.limit().count()));
    headers.set("RateLimit-Remaining", Long.toString(counted.remaining()));
    headers.set("RateLimit-Reset", Long.toString(reset));
  }

  /** Rounded up: who comes back a moment too early is turned away again. */
  static long seconds(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }
}
