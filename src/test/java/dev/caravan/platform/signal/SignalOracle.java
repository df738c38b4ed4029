package dev.caravan.platform.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What signal-cli-rest-api reads out of a request; nobody ships its types, so by its rules. */
final class SignalOracle {
  /** Of two that stand together the pair is one mark, escaped or not. */
  private static final String MARKS = "\\\\(\\*\\*|\\|\\||[*`|~])|\\*\\*|\\*|\\|\\||~|`";

  private static final Set<String> FIELDS =
      Set.of(
          "number",
          "recipients",
          "message",
          "text_mode",
          "mentions",
          "quote_timestamp",
          "quote_author",
          "edit_timestamp",
          "link_preview");

  private SignalOracle() {}

  /** The text as people see it. */
  static String seen(JsonNode request) {
    Iterable<String> fields = request::fieldNames;
    assertThat(FIELDS).containsAll(StreamSupport.stream(fields.spliterator(), false).toList());
    assertThat(request.path("recipients")).hasSize(1);
    String message = request.path("message").asText();
    return switch (request.path("text_mode").asText()) {
      case "normal" -> message;
      case "styled" -> message.replaceAll(MARKS, "$1");
      default -> throw new AssertionError("No such mode: " + request);
    };
  }
}
