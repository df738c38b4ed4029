package dev.caravan.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a platform answered over HTTP.
 *
 * @param headers by name, whose case does not matter
 * @param body as text; empty where there was none
 */
public record Answer(int status, Map<String, String> headers, String body) {
  /** A platform that names a longer silence is not believed; it would close a lane for good. */
  private static final long LONGEST_SILENCE_SECONDS = 86_400;

  public Answer {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** The body, where it is a JSON object. */
  public Optional<JsonNode> json() {
    try {
      return Optional.ofNullable(Json.mapper().readTree(body)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The seconds of its Retry-After header; empty where it has none or a date. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(headers.get("Retry-After")).flatMap(Answer::seconds);
  }

  /** Seconds as a platform writes them, from 1 s to one day; empty where it is no whole number. */
  public static Optional<Duration> seconds(String written) {
    if (!written.strip().matches("\\d{1,12}")) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(written.strip());
    return Optional.of(Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST_SILENCE_SECONDS))));
  }
}
