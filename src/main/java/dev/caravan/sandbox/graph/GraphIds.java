package dev.caravan.sandbox.graph;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of messages: a prefix, and Base64 that nobody should read anything from. */
public final class GraphIds {
  private final String prefix;
  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  public GraphIds(String prefix, InstantSource clock) {
    this.prefix = prefix;
    this.clock = clock;
  }

  public String next() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(clock.millis()).putLong(last.incrementAndGet());
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
