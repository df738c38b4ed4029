package dev.caravan.web;

import dev.caravan.platform.Retry;

/** How long a failed send is repeated, as the API shows it. */
public record RetryJson(
    int attempts, double ageSeconds, double firstSeconds, double longestSeconds) {

  static RetryJson of(Retry retry) {
    return new RetryJson(
        retry.attempts(),
        retry.age().toMillis() / 1000.0,
        retry.first().toMillis() / 1000.0,
        retry.longest().toMillis() / 1000.0);
  }
}
