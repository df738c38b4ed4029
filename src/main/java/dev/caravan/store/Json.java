package dev.caravan.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The one way the hub writes and reads JSON: snake_case, instants as RFC 3339 text. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectReader GIVEN =
      MAPPER.readerFor(Object.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private Json() {}

  /** The mapper itself, for readers that need more than the methods here. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The value as JSON text. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** The value as UTF-8 JSON. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /**
   * JSON that a caller wrote, read as it is; of a name that comes twice nobody could say which of
   * the two was meant, so it is no JSON here (RFC 8259, 4, leaves it to the reader).
   */
  public static Object given(byte[] json) throws IOException {
    return GIVEN.readValue(json);
  }

  /** What is wrong with a caller's JSON, as the end of a sentence, and where, if that is known. */
  public static String fault(JsonProcessingException e) {
    String why =
        String.valueOf(e.getOriginalMessage())
            .replaceFirst(
                "^Duplicate field '(.*)'$", "the field '$1' comes twice; leave one of them out");
    JsonLocation at = e.getLocation();
    return at == null
        ? why
        : "at line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), why);
  }

  /** JSON that the hub wrote itself, as a record; anything unreadable is a bug. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The hub's own JSON cannot be read as " + type, e);
    }
  }

  /** JSON that the hub wrote itself, as an object. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(String json) {
    return read(json, Map.class);
  }

  /** JSON that the hub wrote itself, as a list. */
  @SuppressWarnings("unchecked")
  public static List<Object> list(String json) {
    return read(json, List.class);
  }
}
