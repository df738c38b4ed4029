package dev.caravan.web;

import dev.caravan.store.AuditLog;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the trail as the API shows it. */
public record AuditJson(
    long id,
    Instant at,
    String subject,
    String verb,
    String actor,
    @Nullable String reason,
    @Nullable String correlationId,
    @Nullable String contentHash,
    Map<String, Object> detail) {

  static AuditJson of(AuditLog.Event event) {
    AuditLog.Act act = event.act();
    return new AuditJson(
        event.id(),
        event.at(),
        act.subject(),
        act.verb(),
        act.actor(),
        act.reason(),
        act.correlationId(),
        event.contentHash(),
        act.detail());
  }
}
