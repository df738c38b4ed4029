package dev.caravan.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.store.Json;
import io.vertx.ext.auth.User;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.jspecify.annotations.Nullable;

/** An API request as the steps read it: whose it is, its path's id, its query and its body. */
final class Request {
  private final Exchange exchange;

  Request(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Whose key it came with. */
  Principal principal() {
    User user =
        exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
    return Objects.requireNonNull(
        Guard.principal(user), "A request reached a step without having passed the guard");
  }

  /** The id that the guard gave it. */
  String id() {
    return Objects.requireNonNullElse(
        exchange.getMessage().getHeader(Guard.REQUEST_ID, String.class), "");
  }

  /** A header; null where absent. */
  @Nullable String header(String name) {
    return exchange.getMessage() instanceof HttpMessage http
        ? http.getRequest().getHeader(name)
        : null;
  }

  /** What stands in the path at {@code {name}}. */
  String path(String name) {
    Object value = exchange.getMessage().getHeader(name);
    // A query parameter of the same name comes before it.
    Object last = value instanceof List<?> list ? list.get(list.size() - 1) : value;
    return String.valueOf(last);
  }

  /** The path's {@code {id}}, which must be one. */
  UUID pathId() {
    String id = path("id");
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Refused.Kind.NOT_FOUND,
          "id",
          "not_an_id",
          "'" + id + "' is no id; ids look like 01890a5d-ac96-774b-bcce-b302099a8057.");
    }
  }

  /** The query as a form: unknown parameters are faults, like unknown fields. */
  Form query() {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, String.class);
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(query);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Refused.Kind.UNREADABLE,
          "",
          "not_a_query",
          "The query has '" + text + "', which is no URL encoding.");
    }
  }

  /** The body, a JSON object; an empty body reads as an empty object. */
  Map<?, ?> body() {
    byte[] bytes = exchange.getMessage().getBody(byte[].class);
    if (bytes == null || bytes.length == 0) {
      return Map.of();
    }
    try {
      Object read = Json.given(bytes);
      if (read instanceof Map<?, ?> map) {
        return map;
      }
      throw new Refused(
          Refused.Kind.UNREADABLE,
          "",
          "not_an_object",
          "The body is no JSON object; write {\"field\": \"value\"}.");
    } catch (StreamConstraintsException e) {
      throw new Refused(
          Refused.Kind.UNREADABLE,
          "",
          "not_taken",
          "The body is JSON, but nested deeper than %d levels, or with a number of more than %d characters; write it flatter, or the number as a text."
              .formatted(
                  StreamReadConstraints.DEFAULT_MAX_DEPTH,
                  StreamReadConstraints.DEFAULT_MAX_NUM_LEN));
    } catch (JsonProcessingException e) {
      throw new Refused(
          Refused.Kind.UNREADABLE, "", "not_json", "The body is no JSON: " + Json.fault(e) + ".");
    } catch (IOException e) {
      throw new Refused(Refused.Kind.UNREADABLE, "", "not_read", "The body could not be read.");
    }
  }

  /** The body as a form. */
  Form form() {
    return new Form(body());
  }
}
