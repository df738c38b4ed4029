package dev.caravan.platform.signal;

import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers of /v2/send, and what they mean. */
final class SignalAnswers {
  static final String RECIPIENT = "+15550100001";

  private static final String LIMIT =
      "{\"error\":\"Failed to send message due to rate limiting. Use the attached challenge tokens\",\"account\":\"+15550100000\",\"challenge_tokens\":[\"%s\"]}";

  private SignalAnswers() {}

  static final List<Row> ALL =
      List.of(
          new Row(201, Map.of(), "{\"timestamp\":\"1760000000123\"}", Sent.class, null),
          new Row(201, Map.of(), "[{\"timestamp\":1760000000123}]", Sent.class, null),
          failed("UNREGISTERED_FAILURE", Rejected.class, Reason.RECIPIENT_UNKNOWN),
          failed("IDENTITY_FAILURE", Rejected.class, Reason.REQUEST_REFUSED),
          failed("NETWORK_FAILURE", Unknown.class, Reason.SERVER_ERROR),
          failed("RATE_LIMIT_FAILURE", Limited.class, null),
          new Row(429, Map.of(), LIMIT.formatted(""), Limited.class, null),
          new Row(429, Map.of("Retry-After", "9"), "", Limited.class, null),
          new Row(
              429, Map.of(), LIMIT.formatted("6d2d"), Rejected.class, Reason.CREDENTIAL_REFUSED),
          new Row(
              400,
              Map.of(),
              error("Failed to send message due to rate limiting (Couldn't parse JSON for more"),
              Limited.class,
              null),
          rejected("The user " + RECIPIENT + " is not registered.", Reason.RECIPIENT_UNKNOWN),
          rejected("The user +15550100002 is not registered.", Reason.REQUEST_REFUSED),
          rejected(
              "Failed to send (some) messages:\\n%s: Unregistered user \\\"%s\\\"\\n"
                  .formatted(RECIPIENT, RECIPIENT),
              Reason.RECIPIENT_UNKNOWN),
          rejected("Invalid phone number '" + RECIPIENT + "': x", Reason.RECIPIENT_UNKNOWN),
          rejected("Invalid group id", Reason.RECIPIENT_UNKNOWN),
          rejected("Group not found: YWJj", Reason.RECIPIENT_UNKNOWN),
          rejected("User is not a member in group: ops (YWJj)", Reason.RECIPIENT_UNREACHABLE),
          rejected(
              "User is not allowed to send message to group: ops (YWJj)",
              Reason.RECIPIENT_UNREACHABLE),
          rejected("Failed to send message due to untrusted identities", Reason.REQUEST_REFUSED),
          rejected("User +15550100000 is not registered.", Reason.CREDENTIAL_REFUSED),
          rejected("Specified account does not exist", Reason.CREDENTIAL_REFUSED),
          rejected("CAPTCHA proof required for sending to", Reason.CREDENTIAL_REFUSED),
          rejected("Sending empty message is not allowed", Reason.CONTENT_REFUSED),
          rejected("Couldn't process request - invalid request", Reason.REQUEST_REFUSED),
          new Row(
              400,
              Map.of(),
              error("write tcp 127.0.0.1:5->127.0.0.1:6001: write: broken pipe"),
              Retry.class,
              Reason.SERVER_ERROR),
          unsure("Failed to send message"),
          unsure("process killed as timeout reached"),
          unsure("never heard of"),
          new Row(400, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          new Row(401, Map.of(), "", Rejected.class, Reason.CREDENTIAL_REFUSED),
          new Row(404, Map.of(), "404 page not found", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(302, Map.of(), "", Rejected.class, Reason.REQUEST_REFUSED),
          new Row(500, Map.of(), "", Unknown.class, Reason.SERVER_ERROR),
          new Row(502, Map.of(), "<html>", Unknown.class, Reason.SERVER_ERROR),
          unclear("{}"),
          unclear("[]"),
          unclear("{\"timestamp\":\"17600"),
          unclear("{\"timestamp\":\"soon\"}"),
          unclear(""));

  private static Row failed(String why, Class<? extends Outcome> type, @Nullable Reason reason) {
    String body =
        "[{\"timestamp\":\"1760000000123\",\"errors\":{\"recipients\":[{\"number\":\"%s\",\"reason\":\"%s\"}]}}]"
            .formatted(RECIPIENT, why);
    return new Row(201, Map.of(), body, type, reason);
  }

  private static Row rejected(String error, Reason reason) {
    return new Row(400, Map.of(), error(error), Rejected.class, reason);
  }

  private static Row unsure(String error) {
    return new Row(400, Map.of(), error(error), Unknown.class, Reason.SERVER_ERROR);
  }

  private static Row unclear(String body) {
    return new Row(201, Map.of(), body, Unknown.class, Reason.ANSWER_NOT_UNDERSTOOD);
  }

  private static String error(String error) {
    return "{\"error\":\"" + error + "\"}";
  }
}
