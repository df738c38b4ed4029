package dev.caravan.contact;

import dev.caravan.message.Durations;
import dev.caravan.message.Word;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A policy as rows and answers write it, which is as callers do. */
public final class PolicyJson {
  private static final List<Map.Entry<Long, String>> UNITS =
      List.of(Map.entry(86_400L, "d"), Map.entry(3_600L, "h"), Map.entry(60L, "m"));

  private PolicyJson() {}

  /** All of it but the opt-out, and only what is said. */
  static Map<String, Object> written(RecipientPolicy policy) {
    Map<String, Object> written = new LinkedHashMap<>();
    if (policy.zone() != null) {
      written.put("timezone", policy.zone().getId());
    }
    if (policy.quietHours() != null) {
      written.put("quiet_hours", shown(policy.quietHours()));
    }
    if (!policy.frequency().isEmpty()) {
      written.put("frequency", shown(policy.frequency()));
    }
    return written;
  }

  /** What {@link #written} has written; whatever else stands there is passed over. */
  public static RecipientPolicy read(Map<String, ?> written, boolean optedOut) {
    return new RecipientPolicy(
        written.get("timezone") instanceof String zone ? ZoneId.of(zone) : null,
        written.get("quiet_hours") instanceof Map<?, ?> hours ? quietHours(hours) : null,
        written.get("frequency") instanceof List<?> caps ? frequency(caps) : List.of(),
        optedOut);
  }

  /** Quiet hours, with their days in the week's order. */
  public static Map<String, Object> shown(QuietHours hours) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("from", hours.from().toString());
    shown.put("to", hours.to().toString());
    shown.put("days", hours.days().stream().sorted().map(Word::word).toList());
    shown.put("action", hours.action().word());
    return shown;
  }

  /** Caps. */
  public static List<Map<String, Object>> shown(List<FrequencyCap> caps) {
    return caps.stream().map(PolicyJson::shown).toList();
  }

  private static Map<String, Object> shown(FrequencyCap cap) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("count", cap.count());
    shown.put("per", shown(cap.per()));
    shown.put("action", cap.beyond().word());
    return shown;
  }

  /** A duration in the largest unit that it is a whole number of. */
  public static String shown(Duration per) {
    long seconds = per.toSeconds();
    return UNITS.stream()
        .filter(u -> seconds % u.getKey() == 0)
        .findFirst()
        .map(u -> seconds / u.getKey() + u.getValue())
        .orElse(seconds + "s");
  }

  private static QuietHours quietHours(Map<?, ?> written) {
    return new QuietHours(
        LocalTime.parse(text(written, "from")),
        LocalTime.parse(text(written, "to")),
        written.get("days") instanceof List<?> days
            ? days.stream()
                .map(d -> Word.of(Weekday.class, String.valueOf(d)))
                .collect(Collectors.toSet())
            : QuietHours.days(List.of()),
        Word.of(QuietHours.Action.class, text(written, "action")));
  }

  private static List<FrequencyCap> frequency(List<?> written) {
    return written.stream().map(c -> cap((Map<?, ?>) c)).toList();
  }

  private static FrequencyCap cap(Map<?, ?> written) {
    return new FrequencyCap(
        Integer.parseInt(text(written, "count")),
        Durations.parse(text(written, "per")).orElseThrow(),
        Word.of(FrequencyCap.Beyond.class, text(written, "action")));
  }

  private static String text(Map<?, ?> written, String key) {
    @Nullable Object value = written.get(key);
    return Objects.requireNonNull(value, () -> "A policy's row has no " + key).toString();
  }
}
