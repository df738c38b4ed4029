package dev.caravan.wiring.routes;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.main.RoutesCollector;
import org.jspecify.annotations.Nullable;

/** The route files in force: chosen at the start, afterwards changed as the site's folder does. */
public final class LiveRoutes {
  private final Shelf shelf;
  private final GatedDirect direct = new GatedDirect();
  private final FileChanges changes = new FileChanges();
  private @Nullable Takeover takeover;

  /** Is told which policy is in force, and the SHA-256 of its text. */
  @FunctionalInterface
  public interface InForce {
    void policy(String file, String hash);
  }

  /** Where the site's files are, and where those that last worked are kept. */
  public record Folders(Path site, Path good) {}

  public LiveRoutes(
      Folders folders, Workbench bench, Policies policies, InForce policy, InstantSource clock) {
    shelf = new Shelf(folders, bench, policies, policy, clock);
  }

  /** The {@code direct:} component that swaps need. */
  public Component direct() {
    return direct;
  }

  /** What Camel asks for the files to start with. */
  public RoutesCollector collector() {
    return new ChosenRoutes(this::choose);
  }

  private synchronized List<RouteFile> choose() {
    changes.take(shelf.site.files());
    return new StartChoice(shelf).choose();
  }

  /** What is wrong with the site's files, by file; empty while all is well. */
  public Map<String, String> faults() {
    return shelf.standing.faults();
  }

  /** The names of the {@code direct:} endpoints that the routes in force consume from. */
  public Set<String> doors() {
    return RouteFiles.doors(shelf.inForce.trees());
  }

  /** How every file stands. */
  public List<?> shown() {
    return shelf.standing.items(shelf.inForce, shelf.builtIn);
  }

  /** Takes over what has changed in the site's folder since the last look. */
  public synchronized void look(CamelContext context) {
    if (takeover == null) {
      takeover = new Takeover(shelf, changes, new RouteSwap(context, direct));
    }
    takeover.look();
  }
}
