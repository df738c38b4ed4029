package dev.caravan.wiring.routes;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces one running route by another while its callers wait at its doorway. */
final class RouteSwap {
  private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

  private final CamelContext context;
  private final GatedDirect direct;

  /** How a swap ended. */
  sealed interface Ended {
    /** The next route is in force. */
    record Swapped() implements Ended {}

    /** Exchanges in flight stayed too long; nothing has changed. */
    record Busy(String door) implements Ended {}

    /** The next route did not start; the old one is in force again. */
    record Failed(String why) implements Ended {}
  }

  RouteSwap(CamelContext context, GatedDirect direct) {
    this.context = context;
    this.direct = direct;
  }

  /**
   * Swaps.
   *
   * @param old what runs now; null where nothing does
   * @param next what is to run; null for nothing
   * @param inForce called when next runs, before any caller meets it
   */
  Ended swap(
      @Nullable RouteTree old, @Nullable RouteTree next, Duration patience, Runnable inForce) {
    Set<String> doors = new LinkedHashSet<>();
    for (RouteTree tree : new RouteTree[] {old, next}) {
      if (tree != null) {
        Directs.consumed(tree).ifPresent(doors::add);
      }
    }
    Set<String> closed = new LinkedHashSet<>();
    try {
      for (String door : doors) {
        if (!direct.doorway(door).close(patience)) {
          return new Ended.Busy(door);
        }
        closed.add(door);
      }
      return replaced(old, next, inForce);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended.Busy("the end of the hub");
    } finally {
      closed.forEach(door -> direct.doorway(door).open());
    }
  }

  private Ended replaced(@Nullable RouteTree old, @Nullable RouteTree next, Runnable inForce) {
    try {
      remove(old);
      load(next);
      inForce.run();
      return new Ended.Swapped();
    } catch (Exception e) {
      String why = String.valueOf(e.getMessage());
      try {
        remove(next);
        load(old);
      } catch (Exception worse) {
        LOG.error("{} is in force no more, for its return failed too", old, worse);
        why += "; the old route did not come back either: " + worse.getMessage();
      }
      return new Ended.Failed(why);
    }
  }

  private void remove(@Nullable RouteTree tree) throws Exception {
    if (tree != null && tree.routeId().isPresent()) {
      Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
      RouteDefinition route = model.getRouteDefinition(tree.routeId().get());
      if (route != null) {
        model.removeRouteDefinition(route);
      }
    }
  }

  private void load(@Nullable RouteTree tree) throws Exception {
    if (tree != null) {
      PluginHelper.getRoutesLoader(context).updateRoutes(tree.file().resource());
    }
  }
}
