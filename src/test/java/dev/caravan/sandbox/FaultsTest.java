package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  private static final String TO_SLACK = "{\"channel\":\"C1\",\"text\":\"x\"}";
  private static final String TO_TELEGRAM = "{\"chat_id\":5,\"text\":\"x\"}";

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void slackLimitsWithAHeaderAndTelegramInItsBodyToo() throws Exception {
    set("{'platform':'slack','mode':'rate_limit','rate':1,'retry_after':7}");
    set("{'platform':'telegram','mode':'rate_limit','rate':1,'retry_after':9}");

    var slack = outside.slack("chat.postMessage", TO_SLACK);
    var telegram = outside.telegram("sendMessage", TO_TELEGRAM);

    assertThat(slack.status()).isEqualTo(429);
    assertThat(slack.header("Retry-After")).isEqualTo("7");
    assertThat(slack.whole().body()).isEqualTo("{\"ok\":false,\"error\":\"ratelimited\"}");
    assertThat(telegram.status()).isEqualTo(429);
    assertThat(telegram.header("Retry-After")).isEqualTo("9");
    assertThat(telegram.json().path("parameters").path("retry_after").asInt()).isEqualTo(9);
    assertThat(count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, 503, service_unavailable, 500, Internal Server Error",
    "reject, 200, is_archived, 403, Forbidden: bot was blocked by the user"
  })
  void eachPlatformFailsAndRefusesInItsOwnForm(
      String mode, int slackStatus, String error, int telegramStatus, String description)
      throws Exception {
    set("{'platform':'slack','mode':'" + mode + "','rate':1}");
    set("{'platform':'telegram','mode':'" + mode + "','rate':1}");

    var slack = outside.slack("chat.postMessage", TO_SLACK);
    var telegram = outside.telegram("sendMessage", TO_TELEGRAM);

    assertThat(slack.status()).isEqualTo(slackStatus);
    assertThat(slack.json().path("error").asText()).isEqualTo(error);
    assertThat(telegram.status()).isEqualTo(telegramStatus);
    assertThat(telegram.json().path("description").asText()).isEqualTo(description);
    assertThat(count()).isZero();
  }

  @Test
  void aResetIsAnIoErrorOfAMessageThatArrived() throws Exception {
    set("{'platform':'slack','mode':'reset','rate':1}");

    assertThatThrownBy(() -> outside.slack("chat.postMessage", TO_SLACK))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aTimeoutIsSilenceAboutAMessageThatArrived() throws Exception {
    set("{'platform':'telegram','mode':'timeout','rate':1}");

    assertThatThrownBy(
            () ->
                outside.send(
                    outside
                        .to("/sandbox/telegram/bot1:sandbox/sendMessage")
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(1))
                        .POST(BodyPublishers.ofString(TO_TELEGRAM))))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void onlyTheNamedRecipientIsStruck() throws Exception {
    set("{'platform':'slack','mode':'reject','rate':1,'recipient_id':'C2'}");

    assertThat(outside.slack("chat.postMessage", TO_SLACK).json().path("ok").asBoolean()).isTrue();
    assertThat(outside.slack("chat.postMessage", TO_SLACK.replace("C1", "C2")).json().path("ok"))
        .hasToString("false");
  }

  @Test
  void aBadMessageIsRefusedForItselfWhateverTheFault() throws Exception {
    set("{'platform':'slack','mode':'reset','rate':1}");

    assertThat(outside.slack("chat.postMessage", "{\"channel\":\"C1\"}").json().path("error"))
        .hasToString("\"no_text\"");
  }

  @Test
  void aRateOfZeroClearsOneFaultAndDeleteClearsAll() throws Exception {
    set("{'platform':'slack','mode':'reset','rate':1}");
    set("{'platform':'slack','mode':'reject','rate':0.5}");

    var left = set("{'platform':'slack','mode':'reset','rate':0}");
    var none = outside.api("DELETE", "faults", "");

    assertThat(left.json().path("items"))
        .hasToString("[{\"platform\":\"slack\",\"mode\":\"reject\",\"rate\":0.5}]");
    assertThat(none.json().path("items")).isEmpty();
    assertThat(outside.get("faults").json().path("items")).isEmpty();
  }

  @Test
  void aRateBelowOneStrikesItsShareAndTheSameSeedStrikesTheSameCalls() {
    assertThat(strikes(42)).isEqualTo(strikes(42)).isBetween(2_350L, 2_650L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'mode':'reset','rate':1}|platform|required",
        "{'platform':'icq','mode':'reset','rate':1}|platform|unknown_value",
        "{'platform':'slack','mode':'explode','rate':1}|mode|unknown_value",
        "{'platform':'slack','mode':'reset'}|rate|required",
        "{'platform':'slack','mode':'reset','rate':1.5}|rate|out_of_range",
        "{'platform':'slack','mode':'reset','rate':1,'retry_after':0}|retry_after|out_of_range",
        "{'platform':'slack','mode':'reset','rate':1,'recipient':'C1'}|recipient|unknown_field",
      })
  void anInputThatCannotBeTakenIsNamedFieldByField(String body, String field, String code)
      throws Exception {
    Outside.Reply reply = set(body);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("errors")).hasSize(1);
    assertThat(reply.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    assertThat(reply.json().path("errors").path(0).path("code").asText()).isEqualTo(code);
    assertThat(outside.get("faults").json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'[]'", "'{'", "''", "'null'"})
  void aBodyThatIsNoObjectIsUnreadable(String body) throws Exception {
    assertThat(set(body).status()).isEqualTo(400);
  }

  private static long strikes(long seed) {
    Faults faults = new Faults(new Random(seed));
    faults.set(new Misbehaviour("slack", FaultMode.RESET, 0.25, 1, null));
    long struck = 0;
    for (int i = 0; i < 10_000; i++) {
      struck += faults.strike("slack", "C1").isPresent() ? 1 : 0;
    }
    return struck;
  }

  private Outside.Reply set(String body) throws Exception {
    return outside.api("PUT", "faults", body.replace('\'', '"'));
  }

  private long count() {
    return outside.farSide.received().count(Wanted.ALL);
  }
}
