package dev.caravan.platform;

import java.time.Duration;

/** Obtains, keeps and renews a connection's short-lived access token. */
public interface TokenSource {
  /** How long {@link #token} may block: 2 s to connect and 5 s to be answered. */
  Duration LONGEST = Duration.ofSeconds(7);

  /**
   * A token that is good for at least another minute. Blocks while one is fetched; throws {@link
   * NotSent} where none is to be had, with the outcome that this means.
   */
  String token(Connection connection);

  /** Forgets what it keeps for this connection, for the platform refused it. */
  void refused(Connection connection);
}
