package dev.caravan.platform.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one platform would be sent.
 *
 * @param parts the body of each message, in their order; empty where it can never be written
 * @param template the body that would go instead while the recipient's window is closed; null where
 *     none would
 * @param warnings what its reader would miss or find otherwise, in sentences
 */
public record Preview(
    String platform, List<JsonNode> parts, @Nullable JsonNode template, List<String> warnings) {
  public Preview {
    parts = List.copyOf(parts);
    warnings = List.copyOf(warnings);
  }
}
