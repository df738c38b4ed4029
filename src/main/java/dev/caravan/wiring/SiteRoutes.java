package dev.caravan.wiring;

import dev.caravan.message.Decision;
import dev.caravan.store.AuditLog;
import dev.caravan.wiring.routes.LiveRoutes;
import dev.caravan.wiring.routes.Policies;
import dev.caravan.wiring.routes.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What the routes need to know of this hub: their folders, their placeholders, their policy. */
final class SiteRoutes {
  /** The rooms of the routes, made at the start so that whoever adds a file sees where. */
  private static final List<String> ROOMS =
      List.of(
          "api",
          "flow",
          "trigger",
          "platform",
          "condition",
          "inbound",
          "command",
          "shared",
          "bridge");

  private SiteRoutes() {}

  /** The route files of this hub. */
  static LiveRoutes of(House house, Map<String, Object> beans, ClassLoader classes) {
    Settings settings = house.settings;
    return new LiveRoutes(
        new LiveRoutes.Folders(made(folder(settings)), settings.home().resolve("routes-good")),
        new Workbench(beans, placeholders(settings), classes),
        new Policies(house.clock, settings.flag("caravan.policy.allow-student")),
        (file, hash) -> inForce(house, file, hash),
        house.clock);
  }

  /** Where the site's own route files are. */
  static Path folder(Settings settings) {
    return settings.has("caravan.routes")
        ? Path.of(settings.text("caravan.routes")).toAbsolutePath().normalize()
        : settings.home().resolve("routes");
  }

  /** What {@code {{…}}} means in a route, besides the environment. */
  static Properties placeholders(Settings settings) {
    Properties placeholders = new Properties();
    settings.shown().stream()
        .filter(s -> s.value() != null && !"***".equals(s.value()))
        .forEach(s -> placeholders.setProperty(s.key(), Objects.requireNonNull(s.value())));
    return placeholders;
  }

  private static Path made(Path folder) {
    try {
      for (String room : ROOMS) {
        Files.createDirectories(folder.resolve(room));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("The site's routes folder cannot be made", e);
    }
  }

  /** A restart on the same policy is no change of it, so it leaves no row. */
  private static void inForce(House house, String file, String hash) {
    house.policy.replace(new Decision.Policy(file, hash));
    house
        .database
        .jdbi()
        .useTransaction(
            h -> {
              if (HubSettingsTable.policyChanged(h, file, hash)) {
                AuditLog.write(
                    h,
                    house.clock.instant(),
                    new AuditLog.Act(
                        "policy:" + file,
                        "policy.changed",
                        "hub",
                        null,
                        null,
                        Map.of("file", file, "hash", hash)));
              }
            });
  }
}
