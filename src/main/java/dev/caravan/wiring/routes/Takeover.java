package dev.caravan.wiring.routes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts in force, one by one, what has changed in the site's folder. */
final class Takeover {
  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

  /** Less than a caller waits at the doorway, so that a swap given up fails nobody. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** What a slow platform may need to answer everything that is in flight. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final String AT_START =
      " takes effect at the next start: only files of one route change live.";

  private final Shelf shelf;
  private final FileChanges changes;
  private final RouteSwap swap;
  private final Map<String, Duration> patience = new HashMap<>();

  Takeover(Shelf shelf, FileChanges changes, RouteSwap swap) {
    this.shelf = shelf;
    this.changes = changes;
    this.swap = swap;
  }

  void look() {
    FileChanges.Changes found = changes.look(shelf.site.files());
    if (found.none()) {
      return;
    }
    found.gone().forEach(this::restore);
    TreeSet<String> names = new TreeSet<>(found.changed());
    // A file that was refused may have waited for one of these.
    shelf.site.files().keySet().stream()
        .filter(shelf.standing.faults()::containsKey)
        .forEach(names::add);
    Shelf.eachUntilNoneSucceeds(names, this::replace);
    Map<String, String> faults = shelf.standing.faults();
    found.changed().stream()
        .filter(faults::containsKey)
        .forEach(name -> LOG.error("Not in force: {} {}", faults.get(name), shelf.instead(name)));
  }

  /** Brings the built-in file back where there is one. */
  private void restore(String name) {
    RouteTree old = shelf.inForce.get(name);
    RouteFile own = shelf.builtIn.get(name);
    if (old != null && old.file().source() == RouteFile.Source.SITE) {
      if (!old.live()) {
        shelf.standing.faulty(name, "That " + name + " is gone" + AT_START);
        return;
      }
      if (!put(name, old, own == null ? null : RouteTree.of(own))) {
        return;
      }
    }
    if (own == null) {
      shelf.standing.gone(name);
    } else {
      shelf.loaded(name);
    }
    shelf.good.forget(name);
    LOG.info("{} left the site's folder{}", name, own == null ? "" : "; the built-in is back");
  }

  private boolean replace(String name) {
    Optional<RouteTree> checked = shelf.checked(shelf.site, name);
    if (checked.isEmpty()) {
      return false;
    }
    RouteTree next = checked.get();
    RouteTree old = shelf.inForce.get(name);
    if (old == null || !old.file().equals(next.file())) {
      if (!next.live() || (old != null && !old.live())) {
        shelf.standing.faulty(name, name + AT_START);
        return false;
      }
      if (!put(name, old, next)) {
        return false;
      }
      LOG.info("{} is in force", name);
    }
    shelf.keep(next);
    return true;
  }

  private boolean put(String name, @Nullable RouteTree old, @Nullable RouteTree next) {
    Duration wait = patience.getOrDefault(name, PATIENCE);
    patience.remove(name);
    RouteSwap.Ended ended = swap.swap(old, next, wait, () -> inForce(name, next));
    if (ended instanceof RouteSwap.Ended.Swapped) {
      return true;
    }
    if (ended instanceof RouteSwap.Ended.Busy busy) {
      longer(name, wait);
      shelf.standing.faulty(
          name,
          "%s: what is in flight in direct:%s has not ended within %s; the change is tried again."
              .formatted(name, busy.door(), wait));
      return false;
    }
    inForce(name, old);
    shelf.standing.faulty(name, name + ": " + ((RouteSwap.Ended.Failed) ended).why());
    return false;
  }

  private void inForce(String name, @Nullable RouteTree tree) {
    if (tree == null) {
      shelf.inForce.remove(name);
    } else {
      shelf.inForce.put(tree);
    }
    if (name.equals(RouteFile.POLICY)) {
      shelf.tellPolicy();
    }
  }

  /** A delivery that a platform's doorway turns away goes again soon; no other caller may be. */
  private void longer(String name, Duration wait) {
    if (name.startsWith("platform/")) {
      Duration twice = wait.multipliedBy(2);
      patience.put(name, twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
    }
    changes.again(name);
  }
}
