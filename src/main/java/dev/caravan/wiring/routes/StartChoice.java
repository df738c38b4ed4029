package dev.caravan.wiring.routes;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files a hub starts with: the site's where they work, else their last good copy, else the
 * built-in file, else none.
 */
final class StartChoice {
  private static final Logger LOG = LoggerFactory.getLogger(StartChoice.class);

  private final Shelf shelf;

  StartChoice(Shelf shelf) {
    this.shelf = shelf;
  }

  List<RouteFile> choose() {
    shelf.builtIn.keySet().forEach(shelf::loaded);
    Shelf.eachUntilNoneSucceeds(shelf.site.files().keySet(), this::accept);
    shelf.standing.faults().forEach(this::standIn);
    shelf.tellPolicy();
    // Camel obeys a restConfiguration only for what it loads after it.
    return shelf.inForce.trees().stream()
        .map(RouteTree::file)
        .sorted(Comparator.comparing(file -> !file.name().startsWith("shared/")))
        .toList();
  }

  private boolean accept(String name) {
    Optional<RouteTree> tree = shelf.checked(shelf.site, name);
    tree.ifPresent(shelf.inForce::put);
    tree.ifPresent(shelf::keep);
    return tree.isPresent();
  }

  private void standIn(String name, String why) {
    String told = "";
    if (shelf.good.files().containsKey(name)) {
      Optional<RouteTree> copy = shelf.checked(shelf.good, name);
      copy.ifPresent(shelf.inForce::put);
      told = copy.isPresent() ? " Its last good copy is in force." : "";
    }
    told = why + (told.isEmpty() ? " " + shelf.instead(name) : told);
    shelf.standing.faulty(name, told);
    LOG.error("Not in force: {}", told);
  }
}
