package dev.caravan.platform.googlechat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Connection;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.TokenCache;
import dev.caravan.platform.TokenCache.Token;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks Google for an access token with a JWT that the service account signed
 * (developers.google.com/identity/protocols/oauth2/service-account, HTTP/REST).
 */
final class ServiceAccountGrant implements TokenCache.Fetch {
  /** "This value is always", wherever the request goes (the same page). */
  static final String AUDIENCE = "https://oauth2.googleapis.com/token";

  private static final String SCOPE = "https://www.googleapis.com/auth/chat.bot";

  /** "A maximum of 1 hour after the issued time" (the same page); the token lives as long. */
  private static final Duration LIFE = Duration.ofHours(1);

  /** A delivery waits meanwhile; nobody answers later who has not answered by then. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final InstantSource clock;

  ServiceAccountGrant(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Token fetch(Connection connection) {
    ServiceAccount account = ServiceAccount.of(connection);
    Instant now = clock.instant();
    HTTPResponse answer =
        answer(
            new TokenRequest.Builder(
                    address(connection, account), new JWTBearerGrant(assertion(account, now)))
                .build());
    try {
      TokenResponse response = TokenResponse.parse(answer);
      if (!response.indicatesSuccess()) {
        throw refused(answer, response.toErrorResponse().getErrorObject());
      }
      AccessToken token = response.toSuccessResponse().getTokens().getAccessToken();
      // RFC 6749 §5.1 lets a server say nothing about it.
      long seconds = token.getLifetime() > 0 ? token.getLifetime() : LIFE.toSeconds();
      return new Token(token.getValue(), now.plusSeconds(seconds));
    } catch (ParseException e) {
      throw again(
          answer, "The token endpoint answered " + answer.getStatusCode() + " without one.");
    }
  }

  /** The connection's own, else the account's; one that begins with a slash is below baseUrl. */
  private static URI address(Connection connection, ServiceAccount account) {
    String written =
        connection.endpoint().credentials().getOrDefault("tokenUrl", account.tokenUri());
    try {
      // Not URI alone: a request needs a scheme and a host.
      return new URL(written.startsWith("/") ? connection.url(written) : written).toURI();
    } catch (MalformedURLException | URISyntaxException e) {
      throw never("'tokenUrl' is no address; write for example " + AUDIENCE + ".");
    }
  }

  private static SignedJWT assertion(ServiceAccount account, Instant now) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(JOSEObjectType.JWT)
            .keyID(account.keyId())
            .build();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(account.email())
            .claim("scope", SCOPE)
            .audience(AUDIENCE)
            .claim("iat", now.getEpochSecond())
            .claim("exp", now.plus(LIFE).getEpochSecond())
            .build();
    SignedJWT jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new RSASSASigner(account.key()));
    } catch (JOSEException | IllegalArgumentException e) {
      throw never("The service account's private key cannot sign; make a new one of 2048 bits.");
    }
    return jwt;
  }

  private static HTTPResponse answer(TokenRequest request) {
    HTTPRequest http = request.toHTTPRequest();
    http.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
    http.setReadTimeout((int) READ_TIMEOUT.toMillis());
    // What is signed goes where the configuration says and nowhere else.
    http.setFollowRedirects(false);
    try {
      return http.send();
    } catch (IOException e) {
      String why = "The token endpoint did not answer: " + e.getClass().getSimpleName() + ".";
      throw new NotSent(new Retry(Reason.CONNECT_FAILED, why, null), why);
    }
  }

  private static NotSent refused(HTTPResponse answer, ErrorObject error) {
    int status = answer.getStatusCode();
    String said =
        Stream.of(error.getCode(), error.getDescription())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(": "));
    String why = "The token endpoint answered %d %s".formatted(status, Texts.shown(said)).strip();
    return status == 408 || status == 429 || status >= 500 ? again(answer, why) : never(why);
  }

  private static NotSent again(HTTPResponse answer, String why) {
    Duration after =
        Optional.ofNullable(answer.getHeaderValue("Retry-After"))
            .flatMap(Answer::seconds)
            .orElse(null);
    return new NotSent(new Retry(Reason.SERVER_ERROR, why, after), why);
  }

  private static NotSent never(String why) {
    return new NotSent(new Rejected(Reason.CREDENTIAL_REFUSED, why), why);
  }
}
