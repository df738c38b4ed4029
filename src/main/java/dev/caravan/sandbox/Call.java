package dev.caravan.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Optional;

/**
 * One request to a pretend platform.
 *
 * @param path below the platform's own prefix, without a leading slash
 * @param query the fields behind the path's question mark
 */
public record Call(HttpMethod method, String path, MultiMap headers, Buffer body, MultiMap query) {

  /** The token of {@code Authorization: Bearer}. */
  public Optional<String> bearer() {
    String header = headers.get(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }

  /** The media type in lower case without its parameters; empty where none is given. */
  public String mediaType() {
    String header = headers.get(HttpHeaders.CONTENT_TYPE);
    if (header == null) {
      return "";
    }
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
