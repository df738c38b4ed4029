package dev.caravan.platform.graph;

import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;

/** Answers of the Graph API, and what they mean. */
public final class GraphRows {
  private GraphRows() {}

  /** Those that every API of Meta's gives. */
  public static final List<Row> COMMON =
      List.of(
          rejected(401, 190, Reason.CREDENTIAL_REFUSED),
          rejected(400, 190, Reason.CREDENTIAL_REFUSED),
          rejected(401, 0, Reason.CREDENTIAL_REFUSED),
          rejected(401, 104, Reason.CREDENTIAL_REFUSED),
          rejected(400, 3, Reason.CREDENTIAL_REFUSED),
          rejected(403, 10, Reason.CREDENTIAL_REFUSED),
          rejected(403, 200, Reason.CREDENTIAL_REFUSED),
          rejected(400, 230, Reason.CREDENTIAL_REFUSED),
          rejected(400, 299, Reason.CREDENTIAL_REFUSED),
          rejected(403, 368, Reason.CREDENTIAL_REFUSED),
          rejected(400, 100, 33, Reason.CREDENTIAL_REFUSED),
          rejected(400, error(100, "Invalid appsecret_proof provided in the API argument")),
          rejected(400, 100, Reason.REQUEST_REFUSED),
          rejected(400, 999_999, Reason.REQUEST_REFUSED),
          rejected(400, 300, Reason.REQUEST_REFUSED),
          new Row(400, Map.of(), "{\"error\":{}}", Rejected.class, Reason.REQUEST_REFUSED),
          limited(400, 4),
          limited(403, 17),
          limited(429, 32),
          limited(400, 341),
          limited(400, 613),
          new Row(429, Map.of("Retry-After", "3"), "", Limited.class, null),
          retried(500, 2),
          new Row(
              400,
              Map.of(),
              "{\"error\":{\"code\":999999,\"is_transient\":true}}",
              Retry.class,
              Reason.SERVER_ERROR),
          unknown(400, error(1, "An unknown error occurred")),
          unknown(500, error(999_999, "?")),
          unknown(500, ""),
          unknown(502, "<html>"),
          unknown(503, "<html>"),
          unknown(504, ""),
          unclear(""),
          unclear("[]"),
          unclear("<html>hello</html>"),
          unclear("{\"error\":\"no\"}"),
          new Row(404, Map.of(), "<html>", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(302, Map.of(), "", Rejected.class, Reason.REQUEST_REFUSED));

  public static Row rejected(int status, int code, Reason reason) {
    return rejected(status, code, 0, reason);
  }

  public static Row rejected(int status, int code, int subcode, Reason reason) {
    String body =
        "{\"error\":{\"message\":\"(#%d) No\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d}}"
            .formatted(code, code, subcode);
    return new Row(status, Map.of(), body, Rejected.class, reason);
  }

  /** One that is about the credential. */
  public static Row rejected(int status, String body) {
    return new Row(status, Map.of(), body, Rejected.class, Reason.CREDENTIAL_REFUSED);
  }

  public static Row limited(int status, int code) {
    return new Row(status, Map.of(), error(code, "Slower"), Limited.class, null);
  }

  public static Row retried(int status, int code) {
    return new Row(status, Map.of(), error(code, "Later"), Retry.class, Reason.SERVER_ERROR);
  }

  public static Row unknown(int status, String body) {
    return new Row(status, Map.of(), body, Unknown.class, Reason.SERVER_ERROR);
  }

  public static Row unclear(String body) {
    return new Row(200, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }

  public static String error(int code, String message) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"OAuthException\",\"code\":%d,\"fbtrace_id\":\"A\"}}"
        .formatted(message, code);
  }
}
