package dev.caravan.platform.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Deliveries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer asks for, whom it binds, and what it says of whom. */
class DiscordReaderTest {
  private static final Delivery POST =
      Deliveries.of("discord", "7", null, Deliveries.plain("x"), 0);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "{\"retry_after\":64.57,\"global\":false} | Retry-After: 65 | 64570 | RECIPIENT",
        "{\"retry_after\":0.0001,\"global\":false} | X-RateLimit-Scope: user | 1 | RECIPIENT",
        "{\"retry_after\":3,\"global\":false} | X-RateLimit-Scope: shared | 3000 | RECIPIENT",
        "{\"retry_after\":64.57,\"global\":true} | Retry-After: 65 | 64570 | CONNECTION",
        "{\"retry_after\":2.5} | x-ratelimit-scope: global | 2500 | CONNECTION",
        "{\"retry_after\":2.5} | X-RateLimit-Global: true | 2500 | CONNECTION",
        "{\"message\":\"slow\"} | Retry-After: 9 | 9000 | RECIPIENT",
        "{\"message\":\"slow\"} | X-RateLimit-Reset-After: 1.25 | 1250 | RECIPIENT",
        "{\"retry_after\":1e300} | A: b | 86400000 | RECIPIENT",
        "{\"retry_after\":99999999999.5} | A: b | 86400000 | RECIPIENT",
        "{\"retry_after\":\"4.5\"} | A: b | 4500 | RECIPIENT",
        "{\"retry_after\":-1} | A: b | 1 | RECIPIENT",
        "{\"retry_after\":\"soon\"} | A: b | 60000 | RECIPIENT",
        "<html>error code: 1015</html> | Retry-After: 30 | 30000 | CONNECTION",
        "<html>error code: 1015</html> | Retry-After: Fri, 20 Nov 2026 11:00:00 GMT | 60000 | CONNECTION"
      })
  void a_limit_is_read_in_all_its_spellings(String body, String header, long millis, Scope scope) {
    String[] named = header.split(": ", 2);
    Answer answer = new Answer(429, Map.of(named[0], named[1]), body);
    assertThat(new DiscordPlatform().read(POST, answer))
        .isEqualTo(new Limited(Duration.ofMillis(millis), scope));
  }

  @Test
  void the_opening_of_too_many_direct_messages_binds_the_bot() {
    assertThat(read(POST, 400, DiscordAnswers.error(40003, "too fast")))
        .isEqualTo(new Limited(Duration.ofMinutes(1), Scope.CONNECTION));
  }

  @Test
  void what_is_refused_of_a_thread_or_an_edit_says_nothing_about_the_recipient() {
    Delivery inThread = Deliveries.of("discord", "7", "8", Deliveries.plain("x"), 0);
    for (int code : new int[] {10003, 50001, 50013}) {
      String error = DiscordAnswers.error(code, "why");
      assertThat(reason(read(inThread, 403, error))).isEqualTo(Reason.REQUEST_REFUSED);
      assertThat(reason(read(as(new Deed.Edit("7/11")), 403, error)))
          .isEqualTo(Reason.REQUEST_REFUSED);
      assertThat(reason(read(as(new Deed.Recall("7/11")), 403, error)))
          .isEqualTo(Reason.REQUEST_REFUSED);
    }
  }

  @Test
  void a_message_that_is_not_there_any_more_is_recalled_but_not_edited() {
    String gone = DiscordAnswers.error(10008, "Unknown Message");
    Outcome recalled = new Sent(List.of("7/11"));
    assertThat(read(as(new Deed.Recall("7/11")), 204, "")).isEqualTo(recalled);
    assertThat(read(as(new Deed.Recall("7/11")), 404, gone)).isEqualTo(recalled);
    assertThat(reason(read(as(new Deed.Edit("7/11")), 404, gone)))
        .isEqualTo(Reason.REQUEST_REFUSED);
  }

  @Test
  void a_refusal_says_its_code_and_the_first_thing_that_was_wrong() {
    String body =
        "{\"code\":50035,\"message\":\"Invalid Form Body\",\"errors\":{\"content\":{\"_errors\":[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 2000 or fewer in length.\"}]}}}";
    assertThat(read(POST, 400, body))
        .isEqualTo(
            new Rejected(
                Reason.CONTENT_REFUSED,
                "Discord answered 400, code 50035: Invalid Form Body (Must be 2000 or fewer in length.)"));
  }

  @Test
  void the_probe_names_the_bot_or_says_that_its_token_is_refused() {
    DiscordPlatform discord = new DiscordPlatform();
    assertThat(discord.probed(new Answer(200, Map.of(), "{\"id\":\"1\",\"username\":\"ann\"}")))
        .isEqualTo(new Sent(List.of("@ann")));
    Answer refused = new Answer(401, Map.of(), DiscordAnswers.error(0, "401: Unauthorized"));
    assertThat(reason(discord.probed(refused))).isEqualTo(Reason.CREDENTIAL_REFUSED);
  }

  private static Outcome read(Delivery delivery, int status, String body) {
    return new DiscordPlatform().read(delivery, new Answer(status, Map.of(), body));
  }

  private static Delivery as(Deed deed) {
    return new Delivery(POST.message(), 0, 1, "key", deed);
  }

  private static Reason reason(Outcome outcome) {
    return ((Rejected) outcome).reason();
  }
}
