package dev.caravan.schedule.phrase;

import dev.caravan.message.Texts;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The zones of the time-zone database, by name and by city. */
final class Zones {
  private static final String UTC = "UTC";
  private static final String GMT = "GMT";

  /** Old names of countries' zones, which are no cities. */
  private static final Set<String> NO_CITIES =
      Set.of("Etc", "SystemV", "US", "Canada", "Brazil", "Chile", "Mexico");

  private static final Map<String, String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(z -> z.indexOf('/') > 0 && !z.startsWith("SystemV/"))
          .collect(Collectors.toMap(z -> z.toLowerCase(Locale.ROOT), z -> z));

  private static final Map<String, String> CITIES = cities();

  private Zones() {}

  private static Map<String, String> cities() {
    Map<String, String> cities = new HashMap<>(Map.of("utc", UTC, "gmt", GMT));
    NAMES.values().stream()
        .filter(z -> !NO_CITIES.contains(z.substring(0, z.indexOf('/'))))
        // Of two names of a city the shorter one is the current one: America/Louisville.
        .sorted(Comparator.comparing(String::length).thenComparing(z -> z))
        .forEach(z -> cities.putIfAbsent(letters(z.substring(z.lastIndexOf('/') + 1)), z));
    return Map.copyOf(cities);
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
  }

  static Optional<ZoneId> named(String name) {
    return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT))).map(ZoneId::of);
  }

  static Optional<ZoneId> city(String name) {
    return Optional.ofNullable(CITIES.get(letters(name))).map(ZoneId::of);
  }

  static boolean isUniversal(String name) {
    return name.equalsIgnoreCase(UTC) || name.equalsIgnoreCase(GMT);
  }

  static Misread unknown(String name) {
    Collection<String> known = new HashSet<>(NAMES.keySet());
    known.addAll(CITIES.keySet());
    String near =
        Texts.nearest(name.toLowerCase(Locale.ROOT), known)
            .map(k -> NAMES.getOrDefault(k, CITIES.getOrDefault(k, k)))
            .map(z -> "the nearest is " + z)
            .orElse("write one of the tz database, such as Europe/Berlin");
    return new Misread(
        List.of(name),
        "is no known time zone; " + near,
        List.of("every day at 9am in Europe/Berlin", "every weekday at 9am Berlin time"));
  }

  static Misread abbreviation(String name) {
    return new Misread(
        List.of(name),
        "is used for several zones or for half a year only; write a zone or its city",
        List.of("every day at 9am in America/New_York", "every day at 9am New York time"));
  }
}
