package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.store.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * What a pretend platform says back: JSON, a bare text where its headers say so, nothing where the
 * body is a missing node.
 */
public record Answer(int status, Map<String, String> headers, JsonNode body) {

  public Answer(int status, JsonNode body) {
    this(status, Map.of(), body);
  }

  /** A bare text, as some methods answer where others answer JSON. */
  public static Answer text(int status, String text) {
    return new Answer(
        status, Map.of("Content-Type", "text/html; charset=utf-8"), TextNode.valueOf(text));
  }

  void write(HttpServerResponse response) {
    boolean bare = headers.getOrDefault("Content-Type", "").startsWith("text/");
    response.setStatusCode(status);
    if (body.isMissingNode()) {
      headers.forEach(response::putHeader);
      response.end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
    headers.forEach(response::putHeader);
    response.end(bare ? Buffer.buffer(body.asText()) : Buffer.buffer(Json.bytes(body)));
  }
}
