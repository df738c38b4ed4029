package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.message.Fingerprint;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.Tokens;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;

/**
 * Microsoft's token endpoint for a bot of its own: the client-credentials flow of RFC 6749 §4.4
 * with the errors of Entra (learn.microsoft.com, authentication and authorization error codes).
 */
final class TeamsSignIn {
  /** As long as a token of the Bot Connector's lives. */
  private static final long LIFE_SECONDS = 3_600;

  private static final String RESOURCE = "https://api.botframework.com";

  private final InstantSource clock;

  TeamsSignIn(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether the call brings a token that was given out here and has not ended. */
  boolean knows(Call call) {
    String token = call.bearer().orElse("");
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || !parts[1].matches("\\d{1,12}")) {
      return false;
    }
    long end = Long.parseLong(parts[1]);
    return token.equals(token(end)) && clock.instant().getEpochSecond() < end;
  }

  Judged judge(Call call) {
    if (!call.method().equals(HttpMethod.POST)) {
      return refused(405, "invalid_request", 900561, "The endpoint only accepts POST requests.");
    }
    // What comes in another form has no parameters.
    boolean form = call.mediaType().equals("application/x-www-form-urlencoded");
    ObjectNode given =
        form && Arguments.read(call) instanceof Arguments.Taken taken
            ? taken.fields()
            : TeamsAnswers.object();
    for (String name : new String[] {"grant_type", "client_id", "scope"}) {
      if (given.path(name).asText().isEmpty()) {
        return refused(
            400,
            "invalid_request",
            900144,
            "The request body must contain the following parameter: '" + name + "'.");
      }
    }
    return judge(given);
  }

  private Judged judge(ObjectNode given) {
    if (!given.path("grant_type").asText().equals("client_credentials")) {
      return refused(
          400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
    }
    if (!given.path("client_id").asText().equals(Tokens.TEAMS_APP)) {
      return refused(
          400,
          "unauthorized_client",
          700016,
          "Application with this identifier was not found in the directory 'Bot Framework'.");
    }
    if (given.path("client_secret").asText().isEmpty()) {
      return refused(
          401, "invalid_client", 7000216, "'client_assertion' or 'client_secret' is required.");
    }
    if (!given.path("client_secret").asText().equals(Tokens.TEAMS_PASSWORD)) {
      return refused(401, "invalid_client", 7000215, "Invalid client secret provided.");
    }
    String scope = given.path("scope").asText();
    if (!scope.endsWith("/.default")) {
      return refused(400, "invalid_scope", 1002012, "The provided value for scope is not valid.");
    }
    return scope.equals(RESOURCE + "/.default")
        ? new Judged.Answered(granted())
        : refused(400, "invalid_resource", 500011, "The resource principal was not found.");
  }

  private Answer granted() {
    long end = clock.instant().getEpochSecond() + LIFE_SECONDS;
    ObjectNode body = TeamsAnswers.object().put("token_type", "Bearer");
    body.put("expires_in", LIFE_SECONDS).put("ext_expires_in", LIFE_SECONDS);
    return new Answer(200, body.put("access_token", token(end)));
  }

  /** One that says by itself until when it is good, so that a new start knows it still. */
  private static String token(long end) {
    return "sandbox." + end + "." + Fingerprint.of(Tokens.TEAMS_PASSWORD, Long.toString(end));
  }

  private Judged refused(int status, String error, int number, String why) {
    String time = clock.instant().toString().replace('T', ' ');
    ObjectNode body = TeamsAnswers.object().put("error", error);
    body.put("error_description", "AADSTS" + number + ": " + why + " Timestamp: " + time);
    body.putArray("error_codes").add(number);
    body.put("timestamp", time).put("trace_id", "00000000-0000-0000-0000-000000000000");
    body.put("correlation_id", "00000000-0000-0000-0000-000000000000");
    body.put("error_uri", "https://login.microsoftonline.com/error?code=" + number);
    return new Judged.Answered(new Answer(status, body));
  }
}
