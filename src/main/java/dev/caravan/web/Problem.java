package dev.caravan.web;

import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error as RFC 9457 writes it, with every fault under {@code errors}.
 *
 * @param retryAfter in how many seconds to try again; said with 429 and 503 alone
 */
record Problem(int status, String title, String detail, List<Fault> errors, long retryAfter) {
  static final String TYPE = "application/problem+json";

  /** How long a caller waits before it tries again, in seconds, while the database is away. */
  static final long RETRY_SECONDS = 2;

  static Problem of(Refused refused) {
    int status =
        switch (refused.kind()) {
          case UNREADABLE -> 400;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case OUTDATED -> 412;
          case INVALID -> 422;
          case UNAVAILABLE -> 503;
        };
    return new Problem(
        status,
        title(status),
        String.valueOf(refused.getMessage()),
        refused.faults(),
        refused.after() == null ? RETRY_SECONDS : LimitHeaders.seconds(refused.after()));
  }

  static Problem of(int status, String code, String detail) {
    return of(status, code, detail, RETRY_SECONDS);
  }

  static Problem of(int status, String code, String detail, long retryAfter) {
    return new Problem(
        status, title(status), detail, List.of(new Fault("", code, detail)), retryAfter);
  }

  /** Whether its caller is told when to try again. */
  boolean passes() {
    return status == 429 || status == 503;
  }

  /** The object as it is answered; {@code type} names the kind by its code. */
  Map<String, Object> shown(String requestId) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", "about:blank");
    shown.put("title", title);
    shown.put("status", status);
    shown.put("detail", detail);
    shown.put("errors", errors);
    shown.put("request_id", requestId);
    return shown;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Unreadable request";
      case 401 -> "No valid key";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Conflict";
      case 412 -> "Changed meanwhile";
      case 413 -> "Too large";
      case 415 -> "Content type not taken";
      case 422 -> "Invalid request";
      case 429 -> "Too many requests";
      case 502 -> "Outcome not known";
      case 503 -> "Not available now";
      default -> "Internal error";
    };
  }
}
