package dev.caravan.monitor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/** The words of a notice: counts, connections, reasons and ids; never content or recipients. */
record NoticeText(String publicUrl) {
  /** More lines would not be read at night. */
  private static final int MOST_LINES = 5;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  String of(Trouble trouble, List<Gathered> gathered) {
    long all = gathered.stream().mapToLong(Gathered::count).sum();
    Instant first = gathered.stream().map(Gathered::firstAt).min(Instant::compareTo).orElseThrow();
    StringJoiner text = new StringJoiner("\n");
    text.add("Caravan: " + trouble.told(all) + " (since " + MINUTE.format(first) + ").");
    gathered.stream()
        .sorted(Comparator.comparingLong(Gathered::count).reversed())
        .limit(MOST_LINES)
        .forEach(g -> text.add(line(g)));
    if (gathered.size() > MOST_LINES) {
      text.add("And " + (gathered.size() - MOST_LINES) + " more connections and reasons.");
    }
    text.add("What to do: docs/RUNBOOK.md, " + trouble.word() + ".");
    return text.toString();
  }

  private String line(Gathered g) {
    String reason = g.reason().isEmpty() ? "" : ", " + g.reason();
    String where =
        g.example() == null
            ? "/api/v1/connections"
            : "/api/v1/messaging/proactive/" + g.example() + "/explain";
    return "%d on %s%s: %s%s".formatted(g.count(), g.connection(), reason, publicUrl, where);
  }
}
