package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.store.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * What a pretend platform says back: JSON, a bare text where the body is a text node, nothing where it
 * is a missing one.
 */
public record Answer(int status, Map<String, String> headers, JsonNode body) {

  public Answer(int status, JsonNode body) {
    this(status, Map.of(), body);
  }

  void write(HttpServerResponse response) {
    boolean bare = body.isTextual();
    response.setStatusCode(status);
    if (body.isMissingNode()) {
      headers.forEach(response::putHeader);
      response.end();
      return;
    }
    response.putHeader(
        HttpHeaders.CONTENT_TYPE, (bare ? "text/html" : "application/json") + "; charset=utf-8");
    headers.forEach(response::putHeader);
    response.end(bare ? Buffer.buffer(body.textValue()) : Buffer.buffer(Json.bytes(body)));
  }
}
