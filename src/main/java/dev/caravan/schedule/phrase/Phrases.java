package dev.caravan.schedule.phrase;

import java.time.Instant;
import java.time.ZoneId;

/** Reads what people write of times. */
public final class Phrases {
  private Phrases() {}

  /**
   * Understands a phrase, or says which of its words were not understood.
   *
   * @param phrase of at most 500 characters
   * @param zone in which its times are, unless it names one
   * @param now what "tomorrow" and "in 20 minutes" are counted from
   */
  public static Understanding understand(String phrase, ZoneId zone, Instant now) {
    throw new UnsupportedOperationException();
  }
}
