package dev.caravan.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** How many dead letters there are, by their reasons. */
public final class DeadLetterCountsTable {
  /** Counting ends here, whatever there is: the cost of a look must have an end. */
  static final int MOST = 100_000;

  private final Jdbi jdbi;

  public DeadLetterCountsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How many ended {@code dead}, {@code failed} or {@code unknown} for each reason's word. */
  Map<String, Long> count() {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery(
                    "select coalesce(error_reason, 'none') as reason, count(*) as count from"
                        + " (select error_reason from proactive_messages"
                        + " where status in ('dead', 'failed', 'unknown') and dealt_with_at is null limit :most) d group by 1")
                .bind("most", MOST)
                .map((rs, context) -> Map.entry(rs.getString(1), rs.getLong(2)))
                .forEach(e -> counts.put(e.getKey(), e.getValue())));
    return counts;
  }
}
