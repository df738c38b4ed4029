package dev.caravan.sandbox.googlechat;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entry when it has more than it may; for one thread at a time. */
final class Newest<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  Newest(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
