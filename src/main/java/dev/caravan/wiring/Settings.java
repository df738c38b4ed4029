package dev.caravan.wiring;

import dev.caravan.message.Durations;
import dev.caravan.message.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hub's settings: from the environment ({@code caravan.x.y} is {@code CARAVAN_X_Y}), else from
 * {@code $CARAVAN_HOME/caravan.properties}, else the defaults of {@code application.properties},
 * which name every key there is.
 */
public final class Settings {
  private static final String PREFIX = "caravan.";
  private static final String FILE = "caravan.properties";

  private final Map<String, String> environment;
  private final Properties site;
  private final Properties defaults;

  /** One setting as it is shown. */
  public record Shown(String key, @Nullable String value, String source, @Nullable String usual) {}

  private Settings(Map<String, String> environment, Properties site, Properties defaults) {
    this.environment = environment;
    this.site = site;
    this.defaults = defaults;
  }

  /** Reads everything; an unknown key in the site's file is refused with the nearest known one. */
  public static Settings load(Map<String, String> environment) {
    Properties defaults = new Properties();
    try (InputStream in = Settings.class.getResourceAsStream("/application.properties")) {
      defaults.load(Objects.requireNonNull(in, "application.properties is missing in the jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Settings bare = new Settings(environment, new Properties(), defaults);
    Properties site = new Properties();
    Path file = bare.home().resolve(FILE);
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        site.load(in);
      } catch (IOException e) {
        throw new WrongSetting(file + " cannot be read: " + e.getMessage());
      }
    }
    Settings settings = new Settings(environment, site, defaults);
    List<String> unknown = unknown(file, site, defaults);
    if (!unknown.isEmpty()) {
      unknown.addAll(SettingKinds.faults(settings));
      throw WrongSetting.all(unknown);
    }
    return settings;
  }

  private static List<String> unknown(Path file, Properties site, Properties defaults) {
    List<String> unknown = new ArrayList<>();
    for (String key : new TreeSet<>(site.stringPropertyNames())) {
      if (key.startsWith(PREFIX) && !defaults.containsKey(key)) {
        String near =
            Texts.nearest(key, defaults.stringPropertyNames())
                .map(n -> " Did you mean " + n + "?")
                .orElse("");
        unknown.add(file + ": there is no setting " + key + "." + near);
      }
    }
    return unknown;
  }

  /**
   * The environment's variables that look like the hub's and are none, each in a sentence; but for
   * what connections.yaml names. They are not refused: Kubernetes sets some for a service
   * "caravan".
   */
  List<String> strangers() {
    Set<String> known =
        defaults.stringPropertyNames().stream()
            .filter(key -> key.startsWith(PREFIX))
            .map(Settings::variable)
            .collect(Collectors.toCollection(TreeSet::new));
    String connections = new ConnectionsSource(this).text();
    return environment.keySet().stream()
        .filter(name -> name.startsWith("CARAVAN_") && !known.contains(name))
        .filter(name -> !connections.contains(name))
        .sorted()
        .map(
            name ->
                "The environment's %s is no setting of the hub, and is ignored%s"
                    .formatted(
                        name,
                        Texts.nearest(name, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(".")))
        .toList();
  }

  /** The folder that holds everything the hub keeps. */
  public Path home() {
    return Path.of(text("caravan.home")).toAbsolutePath().normalize();
  }

  /** The value; empty text where the default is to have none. */
  public String text(String key) {
    String usual = defaults.getProperty(key);
    if (usual == null) {
      throw new IllegalStateException("application.properties does not name " + key);
    }
    String set = environment.get(variable(key));
    if (set == null) {
      set = site.getProperty(key);
    }
    return (set == null ? usual : set).strip();
  }

  /** Whether the key has any value. */
  public boolean has(String key) {
    return !text(key).isEmpty();
  }

  /** The value as a whole number within its bounds. */
  public int integer(String key) {
    SettingKinds.Whole bounds = SettingKinds.whole(key);
    try {
      int value = Integer.parseInt(text(key));
      if (value >= bounds.min() && value <= bounds.max()) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw wrong(key, "write a whole number from " + bounds.min() + " to " + bounds.max());
  }

  /** The value as a duration; zero is one. */
  public Duration duration(String key) {
    return Durations.parseOrZero(text(key))
        .orElseThrow(() -> wrong(key, "write a duration such as 90s, 15m, 2h, 1d, or 0"));
  }

  /** The value as true or false. */
  public boolean flag(String key) {
    String value = text(key);
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(key, "write true or false");
    }
    return value.equals("true");
  }

  /** The key as its source spells it. */
  String named(String key) {
    return environment.containsKey(variable(key)) ? variable(key) : key;
  }

  /** A refusal that names the key as its source spells it. */
  WrongSetting wrong(String key, String rule) {
    String where =
        environment.containsKey(variable(key)) || !site.containsKey(key)
            ? ""
            : home().resolve(FILE) + ": ";
    String name = named(key);
    String value = secret(key) ? "***" : text(key);
    return new WrongSetting(where + name + "=" + value + " cannot be obeyed: " + rule + ".");
  }

  /** Every setting with its source and its default; secrets are masked. */
  public List<Shown> shown() {
    List<Shown> shown = new ArrayList<>();
    for (String key : new TreeSet<>(defaults.stringPropertyNames())) {
      if (key.startsWith(PREFIX)) {
        String source =
            environment.containsKey(variable(key))
                ? "environment " + variable(key)
                : site.containsKey(key) ? "caravan.properties" : "default";
        String usual = defaults.getProperty(key);
        shown.add(new Shown(key, masked(key, text(key)), source, masked(key, usual)));
      }
    }
    return shown;
  }

  private static @Nullable String masked(String key, String value) {
    if (value.isEmpty()) {
      return null;
    }
    // An address may carry its password.
    return secret(key) ? "***" : value.replaceAll("(?i)(password=)[^&]*", "$1***");
  }

  private static boolean secret(String key) {
    return key.endsWith("password") || key.endsWith("token") || key.endsWith("secret");
  }

  /** The variable that sets the key. */
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** A variable of the environment, for placeholders in connections.yaml. */
  @Nullable String environment(String name) {
    return environment.get(name);
  }
}
