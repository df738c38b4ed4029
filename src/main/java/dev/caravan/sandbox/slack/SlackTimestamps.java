package dev.caravan.sandbox.slack;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Slack's message ids: unix seconds, a dot and six digits; each later than the one before. */
final class SlackTimestamps {
  private static final Pattern WRITTEN = Pattern.compile("\\d{1,12}\\.\\d{6}");
  private static final long MICROS = 1_000_000;

  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  SlackTimestamps(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * MICROS + now.getNano() / 1_000;
    long taken = last.updateAndGet(before -> Math.max(before + 1, micros));
    // The leading 1 keeps the zeros of the fraction.
    return taken / MICROS + "." + Long.toString(MICROS + taken % MICROS).substring(1);
  }

  static boolean wellFormed(String ts) {
    return WRITTEN.matcher(ts).matches();
  }
}
