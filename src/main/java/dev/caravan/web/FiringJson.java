package dev.caravan.web;

import dev.caravan.schedule.HistoryTable.Told;
import dev.caravan.schedule.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One firing as the API shows it. */
public record FiringJson(
    UUID scheduleId,
    @Nullable String name,
    UUID agentId,
    Instant plannedAt,
    Instant dueAt,
    Instant firedAt,
    long latenessMs,
    boolean manual,
    int run,
    String result,
    @Nullable UUID messageId,
    @Nullable String messageStatus,
    @Nullable String reason,
    @Nullable String detail) {

  static FiringJson of(Told told) {
    Run run = told.run();
    Run.Ending ending = run.ending();
    return new FiringJson(
        run.key().schedule(),
        told.name(),
        told.agent(),
        run.key().fireAt(),
        run.dueAt(),
        run.firedAt(),
        Math.max(0, Duration.between(run.dueAt(), run.firedAt()).toMillis()),
        run.manual(),
        run.number(),
        told.result(),
        ending.message(),
        told.messageStatus(),
        ending.reason() == null ? told.messageReason() : ending.reason(),
        ending.detail());
  }
}
