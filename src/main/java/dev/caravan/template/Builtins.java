package dev.caravan.template;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every template knows unasked; a variable of the same name stands before it.
 *
 * @param at the moment that its dates tell, in {@code zone}
 * @param runCount which run of a schedule it is, from 1
 */
public record Builtins(Instant at, ZoneId zone, String agentName, long runCount) {
  /** The names, for lists of what there is. */
  public static final List<String> NAMES =
      List.of("date", "time", "datetime", "iso_datetime", "timezone", "agent_name", "run_count");

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter BOTH = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

  /** The values by their names. */
  public Map<String, Object> values() {
    ZonedDateTime there = at.atZone(zone);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("date", DATE.format(there));
    values.put("time", TIME.format(there));
    values.put("datetime", BOTH.format(there));
    values.put("iso_datetime", ISO.format(there));
    values.put("timezone", zone.getId());
    values.put("agent_name", agentName);
    values.put("run_count", runCount);
    return values;
  }
}
