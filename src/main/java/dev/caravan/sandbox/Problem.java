package dev.caravan.sandbox;

import dev.caravan.message.Refused;
import dev.caravan.store.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a refusal as RFC 9457 has it. */
final class Problem {
  private Problem() {}

  static void write(HttpServerResponse response, Refused refused) {
    int status =
        switch (refused.kind()) {
          case UNREADABLE -> 400;
          case INVALID -> 422;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case OUTDATED -> 412;
          case UNAVAILABLE -> 503;
        };
    response.setStatusCode(status);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", response.getStatusMessage());
    body.put("status", status);
    body.put("detail", refused.getMessage());
    body.put("errors", refused.faults());
    String id = response.headers().get("X-Request-Id");
    body.put("request_id", id == null ? "" : id);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    response.end(Buffer.buffer(Json.bytes(body)));
  }
}
