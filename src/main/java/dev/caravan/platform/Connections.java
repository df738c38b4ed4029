package dev.caravan.platform;

import dev.caravan.message.Texts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The connections in force; replaced as a whole when their file changes. */
public final class Connections {
  private volatile Map<String, Connection> byName = Map.of();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Puts these in force, in their order. */
  public void replace(Collection<Connection> connections) {
    Map<String, Connection> fresh = new LinkedHashMap<>();
    connections.forEach(c -> fresh.put(c.name(), c));
    byName = fresh;
    listeners.forEach(Runnable::run);
  }

  /** Calls back after every replacement. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** All of them, in the file's order. */
  public Collection<Connection> all() {
    return byName.values();
  }

  /** The connection of this name. */
  public Optional<Connection> byName(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The connection meant by a platform alone: its primary one, else its first. */
  public Optional<Connection> ofPlatform(String platform) {
    List<Connection> of =
        byName.values().stream().filter(c -> c.platform().equals(platform)).toList();
    return of.stream().filter(Connection::primary).findFirst().or(() -> of.stream().findFirst());
  }

  /** Whether every connection is pretended. */
  public boolean allSandbox() {
    return byName.values().stream().allMatch(Connection::sandbox);
  }

  /** The nearest name to a misspelt one. */
  public Optional<String> nearest(String name) {
    return Texts.nearest(name, byName.keySet());
  }
}
