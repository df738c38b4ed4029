package dev.caravan.platform;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platforms that the hub knows. */
public final class Platforms {
  private final Map<String, Platform> byId = new LinkedHashMap<>();

  public Platforms(List<Platform> platforms) {
    platforms.forEach(p -> byId.put(p.id(), p));
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
