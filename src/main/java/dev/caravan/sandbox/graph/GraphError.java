package dev.caravan.sandbox.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.Locale;
import java.util.Map;

/**
 * An error as the Graph API writes it.
 *
 * @param subcode 0 where there is none
 * @param details what WhatsApp says beside the message; empty where it says nothing
 * @param passing whether Meta calls it transient
 */
public record GraphError(
    int status, int code, int subcode, String message, String details, boolean passing) {

  /** One that the caller can do nothing about by trying again. */
  public GraphError(int status, int code, int subcode, String message) {
    this(status, code, subcode, message, "", false);
  }

  /** A parameter that is not as it should be. */
  public static GraphError parameter(String message) {
    return new GraphError(400, 100, 0, "(#100) " + message);
  }

  /** A path that is none of the API's, or a node that is not the connection's own. */
  static GraphError unsupported(String method, String node) {
    return new GraphError(
        400,
        100,
        33,
        "Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation"
            .formatted(method.toLowerCase(Locale.ROOT), node));
  }

  public Judged refused() {
    return new Judged.Answered(answer());
  }

  public Answer answer() {
    return answer(Map.of());
  }

  /** With headers, as those that say how much of a limit is used. */
  public Answer answer(Map<String, String> headers) {
    ObjectNode error =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", message)
            .put("type", subcode == 33 ? "GraphMethodException" : "OAuthException")
            .put("code", code);
    if (subcode != 0) {
      error.put("error_subcode", subcode);
    }
    if (!details.isEmpty()) {
      error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
    }
    if (passing) {
      error.put("is_transient", true);
    }
    error.put("fbtrace_id", "ASandboxTrace00000000000");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("error", error);
    return new Answer(status, headers, body);
  }
}
