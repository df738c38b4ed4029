package dev.caravan.wiring;

import dev.caravan.governance.DedupForm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the settings may hold that are no free text; looked at before anything is started. */
final class SettingKinds {
  /** A whole number's bounds, both included. */
  record Whole(int min, int max) {}

  private static final Whole PORT = new Whole(1, 65_535);
  private static final Whole MILLIS = new Whole(1, 600_000);
  private static final Map<String, Whole> NUMBERS =
      Map.ofEntries(
          Map.entry("caravan.port", PORT),
          Map.entry("caravan.management.port", PORT),
          Map.entry("caravan.database.pool", new Whole(8, 200)),
          Map.entry("caravan.http.workers", new Whole(4, 512)),
          Map.entry("caravan.http.connect-timeout", MILLIS),
          Map.entry("caravan.http.pool-timeout", MILLIS),
          Map.entry("caravan.http.response-timeout", MILLIS),
          Map.entry("caravan.retention.interval", MILLIS),
          Map.entry("caravan.retry.attempts", new Whole(1, 1_000)),
          Map.entry("caravan.ops.interval", MILLIS),
          Map.entry("caravan.backpressure.high-water", new Whole(0, 1_000_000_000)),
          Map.entry("caravan.backpressure.low-water", new Whole(1, 99)),
          Map.entry("caravan.backpressure.severe", new Whole(100, 1_000)),
          Map.entry("caravan.backpressure.heap", new Whole(0, 99)),
          Map.entry("caravan.api.limit.count", new Whole(0, 1_000_000)));
  private static final List<String> DURATIONS =
      List.of(
          "caravan.approvals.ttl",
          "caravan.dedup.window",
          "caravan.supervised.hold",
          "caravan.retention.messages",
          "caravan.retention.audit",
          "caravan.retry.age",
          "caravan.retry.first",
          "caravan.retry.longest",
          "caravan.api.limit.per");
  private static final List<String> FLAGS =
      List.of(
          "caravan.approvals.allow-self",
          "caravan.policy.allow-student",
          "caravan.sandbox.enabled",
          "caravan.schedules.enabled");

  /** As short as a secret may be that somebody chose (NIST SP 800-63B, 5.1.1.1). */
  private static final int SHORTEST_TOKEN = 8;

  private SettingKinds() {}

  /** Refuses settings that cannot be obeyed, with all of them. */
  static void check(Settings settings) {
    List<String> faults = faults(settings);
    if (!faults.isEmpty()) {
      throw WrongSetting.all(faults);
    }
  }

  /** Everything that cannot be obeyed, a sentence each. */
  static List<String> faults(Settings settings) {
    Faults faults = new Faults();
    NUMBERS.keySet().stream().sorted().forEach(key -> faults.of(() -> settings.integer(key)));
    DURATIONS.forEach(key -> faults.of(() -> settings.duration(key)));
    FLAGS.forEach(key -> faults.of(() -> settings.flag(key)));
    for (String kept : List.of("caravan.retention.messages", "caravan.retention.audit")) {
      faults.of(() -> kept(settings, kept));
    }
    faults.of(() -> dedup(settings));
    faults.of(() -> retries(settings));
    faults.of(() -> new NotifySetting(settings).check());
    faults.of(() -> callLimits(settings));
    faults.of(() -> token(settings));
    faults.of(() -> log(settings));
    faults.of(() -> database(settings));
    faults.of(() -> ports(settings));
    return List.copyOf(faults.told);
  }

  /** What was wrong so far; one that hinders another question too is told once. */
  private static final class Faults {
    final Set<String> told = new LinkedHashSet<>();

    void of(Runnable question) {
      try {
        question.run();
      } catch (WrongSetting e) {
        told.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private static void kept(Settings settings, String key) {
    if (settings.duration(key).isZero()) {
      throw settings.wrong(key, "nothing can be kept for no time; write for example 90d");
    }
  }

  private static void dedup(Settings settings) {
    if (!DedupForm.allowed(settings.duration("caravan.dedup.window"))) {
      throw settings.wrong("caravan.dedup.window", "write 1s to 31d, for example 1h");
    }
  }

  private static void retries(Settings settings) {
    if (settings.duration("caravan.retry.first").isZero()) {
      throw settings.wrong("caravan.retry.first", "write a duration above 0, for example 1s");
    }
    if (settings
            .duration("caravan.retry.longest")
            .compareTo(settings.duration("caravan.retry.first"))
        < 0) {
      throw settings.wrong(
          "caravan.retry.longest", "it is below caravan.retry.first; write for example 5m");
    }
  }

  private static void callLimits(Settings settings) {
    if (settings.duration("caravan.api.limit.per").toSeconds() < 1) {
      throw settings.wrong("caravan.api.limit.per", "write at least 1s, for example 1m");
    }
  }

  private static void token(Settings settings) {
    String token = settings.text("caravan.admin.token");
    if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
      throw settings.wrong(
          "caravan.admin.token",
          "it has %d characters, and whoever guesses it may do everything; write at least %d, for example those of 'openssl rand -hex 32'"
              .formatted(token.length(), SHORTEST_TOKEN));
    }
  }

  private static void log(Settings settings) {
    if (!settings.text("caravan.log").matches("text|json")) {
      throw settings.wrong("caravan.log", "write text or json");
    }
  }

  private static void database(Settings settings) {
    String url = settings.text("caravan.database.url");
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql://")) {
      throw settings.wrong("caravan.database.url", "write jdbc:postgresql://host:port/database");
    }
  }

  private static void ports(Settings settings) {
    if (settings.integer("caravan.port") == settings.integer("caravan.management.port")) {
      throw settings.wrong("caravan.management.port", "it is caravan.port too; write another port");
    }
  }

  /** The bounds of a number. */
  static Whole whole(String key) {
    Whole bounds = NUMBERS.get(key);
    if (bounds == null) {
      throw new IllegalStateException(key + " is no number");
    }
    return bounds;
  }
}
