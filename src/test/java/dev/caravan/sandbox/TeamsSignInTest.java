package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamsSignInTest {
  private static final Outside OUTSIDE = new Outside();

  private static final String ASKED =
      "grant_type=client_credentials&client_id="
          + Tokens.TEAMS_APP
          + "&client_secret="
          + Tokens.TEAMS_PASSWORD
          + "&scope=https%3A%2F%2Fapi.botframework.com%2F.default";

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  @Test
  void a_bot_gets_a_token_for_an_hour() throws Exception {
    Outside.Reply reply = OUTSIDE.teamsSignIn(ASKED);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(reply.json().path("expires_in").asInt()).isEqualTo(3_600);
    assertThat(reply.json().path("access_token").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "grant_type=client_credentials& ¦ ¦ 400 ¦ invalid_request ¦ 900144",
        "&scope=https%3A%2F%2Fapi.botframework.com%2F.default ¦ ¦ 400 ¦ invalid_request ¦ 900144",
        "client_credentials ¦ password ¦ 400 ¦ unsupported_grant_type ¦ 70003",
        "000001 ¦ 000002 ¦ 400 ¦ unauthorized_client ¦ 700016",
        "&client_secret=sandbox ¦ ¦ 401 ¦ invalid_client ¦ 7000216",
        "secret=sandbox ¦ secret=wrong ¦ 401 ¦ invalid_client ¦ 7000215",
        "%2F.default ¦ %2Fmail ¦ 400 ¦ invalid_scope ¦ 1002012",
        "api.botframework.com ¦ graph.microsoft.com ¦ 400 ¦ invalid_resource ¦ 500011"
      })
  void everything_else_is_refused_with_entras_own_number(
      String replaced, String by, int status, String error, int number) throws Exception {
    Outside.Reply reply = OUTSIDE.teamsSignIn(ASKED.replace(replaced, by == null ? "" : by));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("error").asText()).isEqualTo(error);
    assertThat(reply.json().path("error_codes").path(0).asInt()).isEqualTo(number);
    assertThat(reply.json().path("error_description").asText()).startsWith("AADSTS" + number);
    assertThat(reply.json().path("access_token").isMissingNode()).isTrue();
  }

  @Test
  void only_a_posted_form_has_parameters() throws Exception {
    Outside.Reply json =
        OUTSIDE.send(
            OUTSIDE
                .to("/sandbox/teams/oauth2/v2.0/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"grant_type\":\"client_credentials\"}")));
    Outside.Reply got = OUTSIDE.send(OUTSIDE.to("/sandbox/teams/oauth2/v2.0/token").GET());

    assertThat(json.json().path("error_description").asText()).contains("'grant_type'");
    assertThat(got.status()).isEqualTo(405);
  }
}
