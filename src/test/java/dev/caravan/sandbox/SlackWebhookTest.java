package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slack's incoming webhook: bare words, and a status for each. */
class SlackWebhookTest {
  private static final Outside OUTSIDE = new Outside();

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  @Test
  void aPostIsAnsweredOkAndArrives() throws Exception {
    HttpResponse<String> answer =
        OUTSIDE.webhook(Tokens.SLACK_WEBHOOK, "{\"text\":\"Hello\",\"channel\":\"C0OTHER\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/");
    Arrival arrival = OUTSIDE.farSide.received().list(Wanted.ALL, 0, 1).get(0).arrival();
    assertThat(arrival.text()).isEqualTo("Hello");
    assertThat(arrival.place().recipientId()).isEqualTo("C0WEBHOOK");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "services/T0SANDBOX/B0SANDBOX/sandbox ¦ {} ¦ 400 ¦ no_text",
        "services/T0SANDBOX/B0SANDBOX/sandbox ¦ {'text': ¦ 400 ¦ invalid_payload",
        "services/T0SANDBOX/B0SANDBOX/sandbox ¦ [] ¦ 400 ¦ invalid_payload",
        "services/T0SANDBOX/B0SANDBOX/sandbox ¦ {'blocks':[{}]} ¦ 400 ¦ invalid_blocks",
        "services/T0SANDBOX/B0SANDBOX/wrong ¦ {'text':'x'} ¦ 403 ¦ invalid_token",
        "services/T0SANDBOX/B0LOCKED/x ¦ {'text':'x'} ¦ 403 ¦ action_prohibited",
        "services/T0SANDBOX/B0DEAD/x ¦ {'text':'x'} ¦ 404 ¦ channel_not_found",
        "services/T0SANDBOX/B0NOWHERE/x ¦ {'text':'x'} ¦ 404 ¦ no_service",
        "services/T0SANDBOX ¦ {'text':'x'} ¦ 404 ¦ no_service",
        "services/T0SANDBOX/B0GONE/x ¦ {'text':'x'} ¦ 410 ¦ channel_is_archived"
      })
  void aPostIsRefusedByAStatusAndAWord(String path, String body, int status, String word)
      throws Exception {
    HttpResponse<String> answer = OUTSIDE.webhook(path, body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(word);
  }

  @Test
  void itIsPostedToAndNothingElse() throws Exception {
    var request = OUTSIDE.to("/sandbox/slack/" + Tokens.SLACK_WEBHOOK);

    assertThat(OUTSIDE.status(request.PUT(BodyPublishers.noBody()))).isEqualTo(405);
  }
}
