package dev.caravan.message;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a caller's object field by field and gathers everything wrong with it; {@link #done} throws
 * once with all of it, unknown fields included.
 */
public final class Form {
  private final Map<?, ?> fields;
  private final String path;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Fault> faults;

  public Form(Map<?, ?> fields) {
    this(fields, "", new ArrayList<>());
  }

  private Form(Map<?, ?> fields, String path, List<Fault> faults) {
    this.fields = fields;
    this.path = path;
    this.faults = faults;
  }

  /** A text that must be there and not be blank; an empty one stands in after a fault. */
  public String need(String name, int max, String example) {
    String value = text(name, max);
    if (value == null || value.isBlank()) {
      if (!faulty(name)) {
        fault(
            name,
            "required",
            "'" + path + name + "' is required, for example \"" + example + "\".");
      }
      return "";
    }
    return value;
  }

  /** A text that may be absent; at most {@code max} characters, without what PostgreSQL refuses. */
  public @Nullable String text(String name, int max) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      fault(
          name, "type", "'" + path + name + "' is " + Texts.kind(value) + ", but must be a text.");
      return null;
    }
    Optional<String> broken = Texts.unstorable(text);
    if (broken.isPresent()) {
      fault(name, "unstorable", "'" + path + name + "' " + broken.get());
      return null;
    }
    if (text.length() > max) {
      fault(
          name,
          "too_long",
          "'%s%s' has %d characters; at most %d are taken."
              .formatted(path, name, text.length(), max));
      return null;
    }
    return text;
  }

  /** One word of a closed set, or {@code otherwise} where absent. */
  public <E extends Enum<E> & Word> E word(String name, Class<E> set, E otherwise) {
    String value = text(name, 64);
    if (value == null) {
      return otherwise;
    }
    Optional<E> found = Word.find(set, value);
    if (found.isEmpty()) {
      fault(
          name,
          "unknown_value",
          "'%s%s' is '%s'; write one of %s."
              .formatted(path, name, value, String.join(", ", Word.words(set))));
    }
    return found.orElse(otherwise);
  }

  /** An instant with its offset, as RFC 3339 writes it; null where absent. */
  public @Nullable Instant instant(String name) {
    String value = text(name, 64);
    if (value == null) {
      return null;
    }
    try {
      Instant read = OffsetDateTime.parse(value).toInstant();
      // PostgreSQL's timestamps begin and end within these; a year beyond is a slip of the pen.
      if (read.isBefore(Instant.EPOCH) || read.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
        fault(
            name,
            "out_of_range",
            "'" + path + name + "' is " + value + "; write a year from 1970 to 9998.");
        return null;
      }
      return read;
    } catch (DateTimeParseException e) {
      fault(
          name,
          "not_an_instant",
          "'%s%s' is '%s'; write a date, a time and an offset, for example 2026-12-24T18:00:00Z or 2026-12-24T18:00:00+01:00."
              .formatted(path, name, value));
      return null;
    }
  }

  /** A time zone by its name in the IANA database; null where absent. */
  public @Nullable ZoneId zone(String name) {
    String value = text(name, 64);
    if (value == null) {
      return null;
    }
    Set<String> zones = ZoneId.getAvailableZoneIds();
    if (zones.contains(value)) {
      return ZoneId.of(value);
    }
    fault(
        name,
        "zone_unknown",
        "'%s%s' is '%s'%s; write a name of the IANA database, for example Europe/Berlin."
            .formatted(
                path,
                name,
                Texts.shown(value),
                Texts.nearest(value, zones).map(n -> " (did you mean '" + n + "'?)").orElse("")));
    return null;
  }

  /** A duration such as 90s, 15m, 2h, 1d, or whole seconds; null where absent. */
  public @Nullable Duration duration(String name) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    Optional<Duration> read = Durations.parse(value.toString());
    if (read.isEmpty()) {
      fault(
          name,
          "not_a_duration",
          "'%s%s' is '%s'; write 90s, 15m, 2h, 1d, or whole seconds, more than none and at most 3650d."
              .formatted(path, name, Texts.shown(value)));
    }
    return read.orElse(null);
  }

  /** A whole number within bounds, or {@code otherwise} where absent. */
  public long number(String name, long min, long max, long otherwise) {
    Object value = raw(name);
    if (value == null) {
      return otherwise;
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    long read = whole ? ((Number) value).longValue() : min - 1;
    if (!whole || read < min || read > max) {
      fault(
          name,
          whole ? "out_of_range" : "type",
          "'%s%s' is %s; write a whole number from %d to %d."
              .formatted(path, name, Texts.shown(value), min, max));
      return otherwise;
    }
    return read;
  }

  /** A number within bounds; null where absent. */
  public @Nullable Double decimal(String name, double min, double max) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    double read = value instanceof Number n ? n.doubleValue() : Double.NaN;
    if (!(read >= min && read <= max)) {
      fault(
          name,
          value instanceof Number ? "out_of_range" : "type",
          "'%s%s' is %s; write a number from %s to %s."
              .formatted(path, name, Texts.shown(value), min, max));
      return null;
    }
    return read;
  }

  /** True or false, or {@code otherwise} where absent. */
  public boolean flag(String name, boolean otherwise) {
    Object value = raw(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Boolean flag)) {
      fault(
          name,
          "type",
          "'" + path + name + "' is " + Texts.kind(value) + ", but must be true or false.");
      return otherwise;
    }
    return flag;
  }

  /** A list of texts; empty where absent. */
  public List<String> texts(String name, int most, int max) {
    List<String> read = new ArrayList<>();
    for (Object item : list(name, most)) {
      if (item instanceof String text && text.length() <= max && Texts.unstorable(text).isEmpty()) {
        read.add(text);
      } else {
        fault(
            name,
            "type",
            "'%s%s' must be a list of texts of at most %d characters.".formatted(path, name, max));
      }
    }
    return read;
  }

  /** A list of objects, each as a form of its own; empty where absent. */
  public List<Form> forms(String name, int most) {
    List<Form> read = new ArrayList<>();
    int at = 0;
    for (Object item : list(name, most)) {
      if (item instanceof Map<?, ?> map) {
        read.add(new Form(map, path + name + "[" + at + "].", faults));
      } else {
        fault(
            name,
            "type",
            "'%s%s[%d]' is %s, but must be an object.".formatted(path, name, at, Texts.kind(item)));
      }
      at++;
    }
    return read;
  }

  /** A list of anything, for its reader to judge item by item; empty where absent. */
  public List<?> any(String name, int most) {
    return list(name, most);
  }

  /** One object, as a form of its own; null where absent. */
  public @Nullable Form form(String name) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> map)) {
      fault(
          name,
          "type",
          "'" + path + name + "' is " + Texts.kind(value) + ", but must be an object.");
      return null;
    }
    return new Form(map, path + name + ".", faults);
  }

  /** An object whose values are texts; empty where absent. */
  public Map<String, String> textMap(String name, int most, int max) {
    Map<String, String> read = new LinkedHashMap<>();
    Map<String, Object> map = map(name);
    if (map.size() > most) {
      fault(
          name,
          "too_many",
          "'%s%s' has %d entries; at most %d are taken.".formatted(path, name, map.size(), most));
    }
    map.forEach(
        (key, value) -> {
          if (value instanceof String text && text.length() <= max && key.length() <= max) {
            read.put(key, text);
          } else {
            fault(
                name,
                "type",
                "'%s%s.%s' must be a text of at most %d characters."
                    .formatted(path, name, key, max));
          }
        });
    return read;
  }

  /** Any object, as it is; empty where absent. */
  public Map<String, Object> map(String name) {
    Object value = raw(name);
    Map<String, Object> read = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> read.put(String.valueOf(key), item));
      Texts.unstorable(map.toString())
          .ifPresent(broken -> fault(name, "unstorable", "'" + path + name + "' " + broken));
      if (hasEndlessNumber(map)) {
        fault(
            name,
            "out_of_range",
            "'" + path + name + "' has a number beyond 1.8e308; write it as a text.");
      }
    } else if (value != null) {
      fault(
          name,
          "type",
          "'" + path + name + "' is " + Texts.kind(value) + ", but must be an object.");
    }
    return read;
  }

  /** Whether the caller wrote the field at all. */
  public boolean has(String name) {
    known.add(name);
    return fields.get(name) != null;
  }

  /**
   * Notes a fault that only the caller of this form can see; a message that begins with the field's
   * name in quotes is told with its path.
   */
  public void fault(String name, String code, String message) {
    boolean bare = !path.isEmpty() && message.startsWith("'" + name + "'");
    faults.add(new Fault(path + name, code, bare ? "'" + path + message.substring(1) : message));
  }

  /** Whether anything is wrong with this field so far. */
  public boolean faulty(String name) {
    return faults.stream().anyMatch(f -> f.field().equals(path + name));
  }

  /** Notes every field that nobody read, with the nearest known name. */
  public void refuseUnknown() {
    for (Object key : fields.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        String near = Texts.nearest(name, known).map(n -> " Did you mean '" + n + "'?").orElse("");
        fault(name, "unknown_field", "'" + path + Texts.shown(name) + "' is no field here." + near);
      }
    }
  }

  /** Whether anything is wrong with what was read so far, or a field is there that nobody read. */
  public boolean faulty() {
    return !faults.isEmpty()
        || fields.keySet().stream().anyMatch(key -> !known.contains(String.valueOf(key)));
  }

  /** Ends the reading: throws {@link Refused} where anything is wrong. */
  public void done() {
    refuseUnknown();
    if (!faults.isEmpty()) {
      throw new Refused(Refused.Kind.INVALID, faults);
    }
  }

  private static boolean hasEndlessNumber(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(Form::hasEndlessNumber);
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(Form::hasEndlessNumber);
    }
    return value instanceof Double number && !Double.isFinite(number);
  }

  private @Nullable Object raw(String name) {
    known.add(name);
    return fields.get(name);
  }

  private List<?> list(String name, int most) {
    Object value = raw(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      fault(
          name, "type", "'" + path + name + "' is " + Texts.kind(value) + ", but must be a list.");
      return List.of();
    }
    if (list.size() > most) {
      fault(
          name,
          "too_many",
          "'%s%s' has %d entries; at most %d are taken.".formatted(path, name, list.size(), most));
      return List.of();
    }
    return list;
  }
}
