package dev.caravan.platform.teams;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bot's access token by the client-credentials flow (learn.microsoft.com, "Authenticate
 * requests with the Bot Connector API").
 */
final class TeamsTokens implements TokenCache.Fetch {
  static final String APP_ID = "appId";
  static final String APP_PASSWORD = "appPassword";
  static final String TENANT_ID = "tenantId";
  static final String TOKEN_URL = "tokenUrl";

  private static final String SCOPE = "https://api.botframework.com/.default";

  /** Where bots of any tenant get theirs; those of a single one name it. */
  private static final String ANY_TENANT = "botframework.com";

  /** A delivery waits meanwhile; nobody answers later who has not answered by then. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  /** RFC 6749 §5.1 lets a server say nothing about it; Microsoft's tokens live an hour. */
  private static final long USUAL_SECONDS = 3_600;

  /** Microsoft's number of an error; the sentence behind it may name things of the site's. */
  private static final Pattern NUMBER = Pattern.compile("\\bAADSTS\\d{4,8}\\b");

  private final InstantSource clock;

  TeamsTokens(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Token fetch(Connection connection) {
    Instant asked = clock.instant();
    HTTPResponse answer = answer(connection);
    try {
      TokenResponse response = TokenResponse.parse(answer);
      if (!response.indicatesSuccess()) {
        throw refused(answer, response.toErrorResponse().getErrorObject());
      }
      AccessToken token = response.toSuccessResponse().getTokens().getAccessToken();
      long seconds = token.getLifetime() > 0 ? token.getLifetime() : USUAL_SECONDS;
      return new Token(token.getValue(), asked.plusSeconds(seconds));
    } catch (ParseException e) {
      throw again(
          "The token endpoint answered %d without a token.".formatted(answer.getStatusCode()));
    }
  }

  private static HTTPResponse answer(Connection connection) {
    TokenRequest request =
        new TokenRequest.Builder(
                endpoint(connection),
                new ClientSecretPost(
                    new ClientID(connection.credential(APP_ID)),
                    new Secret(connection.credential(APP_PASSWORD))),
                new ClientCredentialsGrant())
            .scope(new Scope(SCOPE))
            .build();
    HTTPRequest http = request.toHTTPRequest();
    http.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
    http.setReadTimeout((int) READ_TIMEOUT.toMillis());
    // The password goes where the configuration says and nowhere else.
    http.setFollowRedirects(false);
    try {
      return http.send();
    } catch (IOException e) {
      throw again("The token endpoint did not answer: %s.".formatted(e.getClass().getSimpleName()));
    }
  }

  /** The pretended one stands below the connection's base URL. */
  static URI endpoint(Connection connection) {
    Map<String, String> credentials = connection.endpoint().credentials();
    String path = "/oauth2/v2.0/token";
    String usual =
        connection.sandbox()
            ? connection.url(path)
            : "https://login.microsoftonline.com/"
                + TeamsAddress.escaped(credentials.getOrDefault(TENANT_ID, ANY_TENANT))
                + path;
    String url = credentials.getOrDefault(TOKEN_URL, usual);
    try {
      // Not URI alone: a request needs a scheme and a host.
      return new URL(url).toURI();
    } catch (MalformedURLException | URISyntaxException e) {
      throw never(
          "'tokenUrl' is no address; write for example https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token.");
    }
  }

  private static NotSent refused(HTTPResponse answer, @Nullable ErrorObject error) {
    int status = answer.getStatusCode();
    if (status == 408 || status == 429 || status >= 500) {
      return again("The token endpoint answered %d.".formatted(status));
    }
    String said = "%d %s".formatted(status, error == null ? "" : said(error)).strip();
    return never(
        "The token endpoint answered %s; see appId, appPassword, tenantId and tokenUrl."
            .formatted(said));
  }

  private static String said(ErrorObject error) {
    String code = String.valueOf(error.getCode());
    Matcher number = NUMBER.matcher(String.valueOf(error.getDescription()));
    return (code.matches("[a-z_]{1,60}") ? code : "") + (number.find() ? " " + number.group() : "");
  }

  private static NotSent again(String why) {
    return new NotSent(new Outcome.Retry(Reason.CONNECT_FAILED, why, null), "no token");
  }

  private static NotSent never(String why) {
    return new NotSent(new Outcome.Rejected(Reason.CREDENTIAL_REFUSED, why), "no token");
  }
}
