package dev.caravan.web;

import dev.caravan.governance.BulkReplay;
import dev.caravan.message.Fault;
import dev.caravan.message.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became, or in a dry run would become, of many dead letters.
 *
 * @param lastDueAt when the last of those that go does so; null where none goes by itself
 */
public record BulkReplayJson(
    boolean dryRun,
    int matched,
    long go,
    long held,
    long refused,
    boolean more,
    @Nullable Instant lastDueAt,
    List<LineJson> items) {

  /** One of them; of status and errors one is there. */
  public record LineJson(
      UUID id,
      @Nullable UUID replayId,
      @Nullable String status,
      @Nullable Instant dueAt,
      List<Fault> errors) {
    static LineJson of(BulkReplay.Line line) {
      Status status = line.status();
      Fault why = line.why();
      return new LineJson(
          line.id(),
          line.replay(),
          status == null ? null : status.word(),
          line.dueAt(),
          why == null ? List.of() : List.of(why));
    }
  }

  static BulkReplayJson of(BulkReplay.Report report, boolean dryRun) {
    List<BulkReplay.Line> lines = report.lines();
    return new BulkReplayJson(
        dryRun,
        lines.size(),
        lines.stream().filter(l -> l.status() == Status.APPROVED).count(),
        lines.stream().filter(l -> l.status() == Status.PENDING).count(),
        lines.stream().filter(l -> l.why() != null).count(),
        report.more(),
        lines.stream()
            .map(BulkReplay.Line::dueAt)
            .filter(java.util.Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null),
        lines.stream().map(LineJson::of).toList());
  }
}
