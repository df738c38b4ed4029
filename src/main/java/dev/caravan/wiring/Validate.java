package dev.caravan.wiring;

import dev.caravan.governance.Destinations;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.wiring.routes.Policies;
import dev.caravan.wiring.routes.RouteFiles;
import dev.caravan.wiring.routes.Violation;
import dev.caravan.wiring.routes.Workbench;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** {@code validate [folder]}: says everything wrong with the site's files, starting no hub. */
public final class Validate {
  private final Settings settings;
  private final PrintStream out;

  Validate(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Answers the process's status: 0 where nothing hinders a start, else 1. */
  int run(List<String> arguments) {
    Path folder =
        arguments.isEmpty()
            ? SiteRoutes.folder(settings)
            : Path.of(arguments.get(0)).toAbsolutePath();
    if (!arguments.isEmpty() && !Files.isDirectory(folder)) {
      out.println(folder + " is no folder; name the one that holds the site's routes.");
      return 1;
    }
    List<Violation> found = routes(folder);
    found.forEach(out::println);
    settings.strangers().forEach(stranger -> out.println(stranger + " (advice)"));
    boolean connected = connections(folder);
    boolean wrong = !connected || found.stream().anyMatch(v -> !v.advice());
    out.println(wrong ? "Not valid." : "Valid: " + folder);
    return wrong ? 1 : 0;
  }

  private List<Violation> routes(Path folder) {
    return RouteFiles.check(folder, bench(settings), policies(settings));
  }

  /** Everything wrong with the built-in files, by file; the tests want nothing there at all. */
  public static Map<String, List<Violation>> builtIn(Settings settings) {
    return RouteFiles.checkBuiltIn(bench(settings), policies(settings));
  }

  private static Workbench bench(Settings settings) {
    return new Workbench(
        Beans.bare(settings), SiteRoutes.placeholders(settings), SiteLibrary.of(settings.home()));
  }

  private static Policies policies(Settings settings) {
    return new Policies(InstantSource.system(), settings.flag("caravan.policy.allow-student"));
  }

  private boolean connections(Path folder) {
    try {
      Connections connections = new Connections();
      Platforms platforms = PlatformList.platforms();
      new ConnectionsSource(settings).read().putInForce(platforms, connections);
      new NotifySetting(settings).targets(new Destinations(connections, platforms));
      Collection<String> unrouted =
          UnroutedConnections.among(connections.all(), RouteFiles.doors(folder)).values();
      unrouted.forEach(out::println);
      return unrouted.isEmpty();
    } catch (WrongSetting e) {
      out.println(e.getMessage());
      return false;
    }
  }
}
