package dev.caravan.web;

import dev.caravan.governance.PausesTable;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection as the API shows it: of its credentials the names alone. */
final class ConnectionJson {
  private ConnectionJson() {}

  static Map<String, Object> of(
      Connection connection, PausesTable.@Nullable Pause pause, @Nullable String owner) {
    Connection.Traffic traffic = connection.traffic();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", connection.name());
    shown.put("platform", connection.platform());
    shown.put("sandbox", connection.sandbox());
    shown.put("default", connection.primary());
    shown.put("base_url", withoutSecrets(connection.endpoint().baseUrl()));
    shown.put(
        "credentials", connection.endpoint().credentials().keySet().stream().sorted().toList());
    shown.put("limits", LimitJson.of(connection));
    shown.put("headroom", traffic.pace().headroom());
    shown.put("adaptive", traffic.pace().adaptive());
    shown.put("adaptive_max", traffic.pace().most());
    shown.put("concurrency", traffic.concurrency());
    shown.put("on_unknown", traffic.onUnknown().word());
    shown.put("order", traffic.repeats().order().word());
    shown.put("retry", RetryJson.of(traffic.repeats().retry()));
    shown.put("response_timeout_seconds", traffic.responseTimeout().toMillis() / 1000.0);
    shown.putAll(paused(pause));
    shown.put("owner_node", owner);
    return shown;
  }

  /** Whether it is paused, by whom and why. */
  static Map<String, Object> paused(PausesTable.@Nullable Pause pause) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("paused", pause != null);
    shown.put("paused_by", pause == null ? null : pause.by());
    shown.put("paused_why", pause == null ? null : pause.reason());
    return shown;
  }

  /** What a test of the credential found. */
  static Map<String, Object> tested(String name, Outcome outcome, long millis) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("connection", name);
    shown.put("ok", outcome instanceof Outcome.Sent);
    shown.put(
        "identity",
        outcome instanceof Outcome.Sent sent && !sent.platformIds().isEmpty()
            ? sent.platformIds().get(0)
            : null);
    Reason reason = reason(outcome);
    shown.put("reason", reason == null ? null : reason.word());
    shown.put("detail", detail(outcome));
    shown.put("took_ms", millis);
    return shown;
  }

  private static @Nullable Reason reason(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.reason();
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return unknown.reason();
    }
    if (outcome instanceof Outcome.Retry retry) {
      return retry.reason();
    }
    return outcome instanceof Outcome.Limited ? Reason.RATE_LIMITED : null;
  }

  private static @Nullable String detail(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.detail();
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return unknown.detail();
    }
    if (outcome instanceof Outcome.Retry retry) {
      return retry.detail();
    }
    return outcome instanceof Outcome.Limited limited
        ? "The platform asked for silence, for " + limited.after().toSeconds() + " s."
        : null;
  }

  /** An address may carry a user and a password, or a key in its query. */
  private static String withoutSecrets(String url) {
    return url.replaceFirst("://[^/@]*@", "://***@").replaceFirst("\\?.*", "?***");
  }
}
