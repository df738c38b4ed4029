package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Call;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Google's token endpoint: an access token for a JWT that the service account signed
 * (developers.google.com/identity/protocols/oauth2/service-account, HTTP/REST).
 */
final class ChatGrants {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String SCOPE = "https://www.googleapis.com/auth/chat.bot";
  private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

  /** "A maximum of 1 hour after the issued time" (the same page). */
  private static final long LONGEST_SECONDS = 3_600;

  /** How far ahead of its own a clock may be. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** In seconds; an hour less the one that the answer takes. */
  private static final long LIFE = 3_599;

  private final InstantSource clock;
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();

  ChatGrants(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether this token was given out and has not ended. */
  boolean takes(String token) {
    Instant end = ends.get(token);
    return end != null && clock.instant().isBefore(end);
  }

  Answer grant(Call call) {
    if (!call.mediaType().equals("application/x-www-form-urlencoded")
        || !(Arguments.read(call) instanceof Arguments.Taken form)) {
      return refused("invalid_request", "The body is no form.");
    }
    if (!form.fields().path("grant_type").asText().equals(GRANT)) {
      return refused("unsupported_grant_type", "Invalid grant_type");
    }
    try {
      return judged(SignedJWT.parse(form.fields().path("assertion").asText()));
    } catch (ParseException | JOSEException e) {
      return refused("invalid_grant", "Invalid JWT.");
    }
  }

  private Answer judged(SignedJWT jwt) throws ParseException, JOSEException {
    Map<String, Object> claims = jwt.getJWTClaimsSet().getClaims();
    if (!PretendAccount.EMAIL.equals(claims.get("iss"))) {
      return refused("invalid_grant", "Invalid grant: account not found");
    }
    if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
        || !jwt.verify(new RSASSAVerifier(PretendAccount.publicKey()))) {
      return refused("invalid_grant", "Invalid JWT Signature.");
    }
    if (!jwt.getJWTClaimsSet().getAudience().equals(List.of(AUDIENCE))) {
      return refused(
          "invalid_grant", "Invalid JWT: Failed audience check. The right audience is " + AUDIENCE);
    }
    if (!timely(jwt)) {
      return refused(
          "invalid_grant",
          "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.");
    }
    String scopes = String.valueOf(claims.get("scope"));
    return Arrays.asList(scopes.split(" ", -1)).contains(SCOPE)
        ? granted()
        : refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
  }

  private boolean timely(SignedJWT jwt) throws ParseException {
    Object issued = jwt.getPayload().toJSONObject().get("iat");
    Object expires = jwt.getPayload().toJSONObject().get("exp");
    if (!(issued instanceof Number iat) || !(expires instanceof Number exp)) {
      return false;
    }
    Instant now = clock.instant();
    return exp.longValue() - iat.longValue() <= LONGEST_SECONDS
        && exp.longValue() > now.getEpochSecond()
        && iat.longValue() <= now.plus(SKEW).getEpochSecond();
  }

  private Answer granted() {
    Instant now = clock.instant();
    ends.values().removeIf(end -> !now.isBefore(end));
    String token = "ya29." + UUID.randomUUID();
    ends.put(token, now.plusSeconds(LIFE));
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", token)
            .put("expires_in", LIFE)
            .put("token_type", "Bearer");
    return new Answer(200, body);
  }

  /** In the form of RFC 6749 §5.2, with Google's own words. */
  private static Answer refused(String error, String description) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("error", error)
            .put("error_description", description);
    return new Answer(400, body);
  }
}
