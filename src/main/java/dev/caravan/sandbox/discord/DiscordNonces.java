package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The nonces of the past few minutes, and the messages that were made under them. */
final class DiscordNonces {
  /** "The past few minutes" (Discord's documentation, Create Message, enforce_nonce). */
  private static final Duration LIFE = Duration.ofMinutes(3);

  private record Made(ObjectNode message, Instant at) {}

  private final InstantSource clock;
  private final Map<String, Made> byNonce = new LinkedHashMap<>();

  DiscordNonces(InstantSource clock) {
    this.clock = clock;
  }

  /** The message that was made under this nonce, else the one that is made now. */
  synchronized ObjectNode once(String nonce, Supplier<ObjectNode> make) {
    Instant now = clock.instant();
    forget(now.minus(LIFE));
    Made known = byNonce.get(nonce);
    if (known != null) {
      return known.message();
    }
    ObjectNode message = make.get();
    byNonce.put(nonce, new Made(message, now));
    return message;
  }

  /** They stand in the order of their time. */
  private void forget(Instant before) {
    Iterator<Made> oldest = byNonce.values().iterator();
    while (oldest.hasNext() && oldest.next().at().isBefore(before)) {
      oldest.remove();
    }
  }
}
