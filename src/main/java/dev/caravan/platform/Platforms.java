package dev.caravan.platform;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platforms that the hub knows: its own, and those that were declared to it. */
public final class Platforms {
  private final List<Platform> own;
  private volatile Map<String, Platform> byId;

  /** A hub with these alone. */
  public Platforms(List<Platform> own) {
    this.own = List.copyOf(own);
    this.byId = named(List.of());
  }

  /** Puts these beside the hub's own, instead of those that were there before. */
  public void declare(List<DeclaredPlatform> declared) {
    byId = named(declared);
  }

  private Map<String, Platform> named(List<DeclaredPlatform> declared) {
    Map<String, Platform> named = new LinkedHashMap<>();
    own.forEach(p -> named.put(p.id(), p));
    declared.forEach(p -> named.put(p.id(), p));
    return named;
  }

  /** All of them. */
  public Collection<Platform> all() {
    return byId.values();
  }

  /** The platform of this id. */
  public Optional<Platform> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
