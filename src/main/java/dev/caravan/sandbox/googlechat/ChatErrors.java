package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.List;
import java.util.Map;

/** The form of every error of Google's: google/rpc/status.proto, codes as google/rpc/code.proto. */
final class ChatErrors {
  private static final String TYPE = "type.googleapis.com/google.rpc.";

  /** HTTP's number of each code, and what is said where nothing more is known. */
  private record Code(int http, String message) {}

  private static final Map<String, Code> CODES =
      Map.of(
          "INVALID_ARGUMENT", new Code(400, "Request contains an invalid argument."),
          "UNAUTHENTICATED", new Code(401, "Request had invalid authentication credentials."),
          "PERMISSION_DENIED", new Code(403, "This Chat app is not a member of this space."),
          "NOT_FOUND", new Code(404, "Requested entity was not found."),
          "ALREADY_EXISTS", new Code(409, "Requested entity already exists."),
          "RESOURCE_EXHAUSTED", new Code(429, "Resource has been exhausted (e.g. check quota)."),
          "INTERNAL", new Code(500, "Internal error encountered."),
          "UNAVAILABLE", new Code(503, "The service is currently unavailable."));

  /** One field that is wrong, and why. */
  record Violation(String field, String description) {}

  private ChatErrors() {}

  static List<String> codes() {
    return CODES.keySet().stream().sorted().toList();
  }

  /** A code with the words that it usually has. */
  static Answer of(String status) {
    return of(status, code(status).message());
  }

  static Answer of(String status, String message) {
    return new Answer(code(status).http(), body(status, message));
  }

  static Judged refused(String status) {
    return new Judged.Answered(of(status));
  }

  static Judged refused(String status, String message) {
    return new Judged.Answered(of(status, message));
  }

  /** A 401, with the reason why a token was not taken (google/api/error_reason.proto). */
  static Judged unauthenticated(String reason) {
    ObjectNode body = body("UNAUTHENTICATED", code("UNAUTHENTICATED").message());
    detail(body, "ErrorInfo").put("reason", reason).put("domain", "googleapis.com");
    return new Judged.Answered(new Answer(401, body));
  }

  /** A 400 that names every wrong field. */
  static Judged invalid(List<Violation> violations) {
    List<String> said = violations.stream().map(Violation::description).toList();
    ObjectNode body = body("INVALID_ARGUMENT", String.join("\n", said));
    ArrayNode fields = detail(body, "BadRequest").putArray("fieldViolations");
    violations.forEach(
        v -> fields.addObject().put("field", v.field()).put("description", v.description()));
    return new Judged.Answered(new Answer(400, body));
  }

  /** A 429 of the space's limit, which says when to come back. */
  static Answer exhausted(long seconds) {
    ObjectNode body = body("RESOURCE_EXHAUSTED", code("RESOURCE_EXHAUSTED").message());
    detail(body, "ErrorInfo").put("reason", "RATE_LIMIT_EXCEEDED").put("domain", "googleapis.com");
    detail(body, "RetryInfo").put("retryDelay", seconds + "s");
    return new Answer(429, body);
  }

  private static ObjectNode body(String status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("code", code(status).http())
        .put("message", message)
        .put("status", status);
    return body;
  }

  private static ObjectNode detail(ObjectNode body, String type) {
    ArrayNode details = ((ObjectNode) body.path("error")).withArray("details");
    return details.addObject().put("@type", TYPE + type);
  }

  private static Code code(String status) {
    Code code = CODES.get(status);
    if (code == null) {
      throw new IllegalArgumentException(
          "'%s' is no code that Google Chat refuses with; write one of %s."
              .formatted(status, String.join(", ", codes())));
    }
    return code;
  }
}
