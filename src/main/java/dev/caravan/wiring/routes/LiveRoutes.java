package dev.caravan.wiring.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.main.RoutesCollector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files in force: chosen at the start from the hub's own, the site's, and the site's last
 * good copies; afterwards changed one by one as the site's folder changes.
 */
public final class LiveRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  /** Less than a caller waits at the doorway, so that a swap given up fails nobody. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** What a slow platform may need to answer everything that is in flight. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final String AT_START = "takes effect at the next start: only routes change live.";

  private final RouteFolder site;
  private final RouteFolder good;
  private final InForce policy;
  private final InstantSource clock;
  private final Map<String, RouteFile> builtIn = BuiltInRoutes.all();
  private final RouteSet set;
  private final GatedDirect direct = new GatedDirect();
  private final Standing standing = new Standing();
  private final FileChanges changes = new FileChanges();
  private final Map<String, Duration> patience = new HashMap<>();

  /** Is told which policy is in force, and the SHA-256 of its text. */
  @FunctionalInterface
  public interface InForce {
    void policy(String file, String hash);
  }

  /** Where the site's files are, and where those that last worked are kept. */
  public record Folders(Path site, Path good) {}

  public LiveRoutes(
      Folders folders, Workbench bench, Policies policies, InForce policy, InstantSource clock) {
    site = new RouteFolder(folders.site());
    good = new RouteFolder(folders.good());
    set = new RouteSet(builtIn.values(), bench, policies);
    this.policy = policy;
    this.clock = clock;
  }

  /** The {@code direct:} component that swaps need. */
  public Component direct() {
    return direct;
  }

  /** What Camel asks for the files to start with. */
  public RoutesCollector collector() {
    return new ChosenRoutes(this::choose);
  }

  /** What is wrong with the site's files, by file; empty while all is well. */
  public Map<String, String> faults() {
    return standing.faults();
  }

  /** How every file stands. */
  public synchronized List<?> shown() {
    return standing.items(set, builtIn);
  }

  private synchronized List<RouteFile> choose() {
    Map<String, Path> files = site.files();
    changes.take(files);
    builtIn.keySet().forEach(name -> standing.loaded(name, clock.instant()));
    retry(files.keySet(), this::accept);
    for (String name : standing.faults().keySet()) {
      fallBack(name);
    }
    tellPolicy();
    // Camel obeys a restConfiguration only for what it loads after it.
    return set.trees().stream()
        .sorted(Comparator.comparing(tree -> !tree.file().name().startsWith("shared/")))
        .map(RouteTree::file)
        .toList();
  }

  private boolean accept(String name) {
    RouteTree tree = checked(site, name);
    if (tree == null) {
      return false;
    }
    set.put(tree);
    keep(tree);
    return true;
  }

  private void fallBack(String name) {
    String why = standing.faults().get(name);
    if (good.files().containsKey(name)) {
      RouteTree copy = checked(good, name);
      if (copy != null) {
        set.put(copy);
        standing.loaded(name, clock.instant());
        why += " Its last good copy is in force.";
      }
    }
    standing.faulty(name, String.valueOf(why));
    LOG.error("{}", why);
  }

  /** The file, if nothing is wrong with it; what is wrong is kept. */
  private @Nullable RouteTree checked(RouteFolder folder, String name) {
    List<Violation> faults;
    try {
      RouteTree tree = RouteTree.of(folder.read(name));
      faults = set.check(tree).stream().filter(v -> !v.advice()).toList();
      if (faults.isEmpty()) {
        return tree;
      }
    } catch (RouteTree.Unreadable e) {
      faults = List.of(e.violation());
    }
    String all = String.join(" ", faults.stream().map(Violation::toString).toList());
    standing.faulty(name, all);
    return null;
  }

  private void keep(RouteTree tree) {
    standing.loaded(tree.file().name(), clock.instant());
    good.keep(tree.file());
  }

  private void tellPolicy() {
    RouteTree tree = set.get(RouteFile.POLICY);
    if (tree != null) {
      policy.policy(tree.file().name(), tree.file().hash());
    }
  }

  /** Takes over what has changed in the site's folder since the last look. */
  public synchronized void look(CamelContext context) {
    FileChanges.Changes found = changes.look(site.files());
    if (found.none()) {
      return;
    }
    RouteSwap swap = new RouteSwap(context, direct);
    found.gone().forEach(name -> restore(swap, name));
    TreeSet<String> names = new TreeSet<>(found.changed());
    // A file that was refused may have waited for one of these.
    site.files().keySet().stream().filter(standing.faults()::containsKey).forEach(names::add);
    retry(names, name -> replace(swap, name));
    found.changed().stream()
        .filter(standing.faults()::containsKey)
        .forEach(name -> LOG.error("{}", standing.faults().get(name)));
  }

  /** Tries each, and those that failed again while any other succeeds: they may need each other. */
  private static void retry(Iterable<String> names, java.util.function.Predicate<String> attempt) {
    List<String> open = new ArrayList<>();
    names.forEach(open::add);
    while (open.removeIf(attempt)) {
      LOG.debug("Still refused: {}", open);
    }
  }

  private void restore(RouteSwap swap, String name) {
    RouteTree old = set.get(name);
    if (old != null && old.file().source() == RouteFile.Source.SITE) {
      RouteFile own = builtIn.get(name);
      if (!old.live()) {
        standing.faulty(name, name + " is deleted, which " + AT_START);
        return;
      }
      if (!put(swap, old, own == null ? null : RouteTree.of(own))) {
        return;
      }
    } else if (old != null) {
      standing.loaded(name, clock.instant());
    }
    if (old == null || !builtIn.containsKey(name)) {
      standing.gone(name);
    }
    good.forget(name);
    LOG.info(
        "{} is gone from the site's folder{}",
        name,
        builtIn.containsKey(name) ? "; the built-in is back" : "");
  }

  private boolean replace(RouteSwap swap, String name) {
    RouteTree next = checked(site, name);
    if (next == null) {
      return false;
    }
    RouteTree old = set.get(name);
    if (old != null && old.file().equals(next.file())) {
      keep(next);
      return true;
    }
    if (!next.live() || (old != null && !old.live())) {
      standing.faulty(name, name + " " + AT_START);
      return false;
    }
    if (!put(swap, old, next)) {
      return false;
    }
    keep(next);
    LOG.info("{} is in force", name);
    return true;
  }

  private boolean put(RouteSwap swap, @Nullable RouteTree old, @Nullable RouteTree next) {
    String name =
        String.valueOf(next == null ? old == null ? "" : old.file().name() : next.file().name());
    Duration wait = patience.getOrDefault(name, PATIENCE);
    RouteSwap.Ended ended =
        swap.swap(
            old,
            next,
            wait,
            () -> {
              if (next == null) {
                set.remove(name);
              } else {
                set.put(next);
              }
              if (name.equals(RouteFile.POLICY)) {
                tellPolicy();
              }
            });
    patience.remove(name);
    if (ended instanceof RouteSwap.Ended.Swapped) {
      standing.loaded(name, clock.instant());
      return true;
    }
    if (ended instanceof RouteSwap.Ended.Busy busy) {
      // Callers of a platform that are turned away try again soon; those of the flow must not be.
      boolean patient = name.startsWith("platform/");
      Duration longer = wait.multipliedBy(2);
      patience.put(name, !patient ? wait : longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
      standing.faulty(
          name,
          name
              + ": what is in flight in direct:"
              + busy.door()
              + " has not ended within "
              + wait
              + "; the change is tried again.");
      changes.again(name);
      return false;
    }
    if (old != null) {
      set.put(old);
    }
    standing.faulty(name, name + ": " + ((RouteSwap.Ended.Failed) ended).why());
    return false;
  }
}
