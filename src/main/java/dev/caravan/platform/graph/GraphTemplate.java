package dev.caravan.platform.graph;

import dev.caravan.message.PlatformTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text that Meta approved beforehand, with its parameters; WhatsApp and Messenger write it alike
 * (developers.facebook.com: WhatsApp, template messages; Messenger, utility messages).
 */
public final class GraphTemplate {
  private GraphTemplate() {}

  /** The template as an object of a message. */
  public static Map<String, Object> of(PlatformTemplate template) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", template.name());
    object.put("language", Map.of("code", template.language()));
    if (!template.parameters().isEmpty()) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("type", "body");
      body.put("parameters", template.parameters().stream().map(GraphTemplate::parameter).toList());
      object.put("components", List.of(body));
    }
    return object;
  }

  /** "Cannot have new-line/tab characters or more than 4 consecutive spaces" (error 132018). */
  private static Map<String, Object> parameter(String text) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("type", "text");
    parameter.put("text", text.replaceAll("\\s+", " "));
    return parameter;
  }
}
