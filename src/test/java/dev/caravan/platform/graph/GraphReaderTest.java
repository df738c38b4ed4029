package dev.caravan.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.messenger.MessengerPlatform;
import dev.caravan.platform.whatsapp.WhatsAppPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a silence is and for whom, and what a refusal tells. */
class GraphReaderTest {
  private static final HttpPlatform WHATSAPP = new WhatsAppPlatform();
  private static final HttpPlatform MESSENGER = new MessengerPlatform();

  @ParameterizedTest
  @CsvSource({
    "131056, RECIPIENT, 6",
    "130429, CONNECTION, 2",
    "80007, CONNECTION, 60",
    "4, CONNECTION, 60",
    "131048, CONNECTION, 3600"
  })
  void a_limit_without_a_time_closes_what_it_is_about(int code, Scope scope, long seconds) {
    assertThat(read(WHATSAPP, 400, Map.of(), GraphRows.error(code, "Slower")))
        .isEqualTo(new Limited(Duration.ofSeconds(seconds), scope));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "{\"106\":[{\"type\":\"whatsapp\",\"estimated_time_to_regain_access\":7}]} ¦ 420",
        "{\"1\":[{\"estimated_time_to_regain_access\":1}],\"2\":[{\"estimated_time_to_regain_access\":3}]} ¦ 180",
        "{\"106\":[{\"estimated_time_to_regain_access\":999999999999}]} ¦ 86400",
        "{\"106\":[{\"estimated_time_to_regain_access\":0}]} ¦ 60",
        "{\"106\":[]} ¦ 60",
        "no json ¦ 60"
      })
  void meta_says_in_a_header_for_how_many_minutes(String usage, long seconds) {
    assertThat(
            read(
                MESSENGER,
                400,
                Map.of("x-business-use-case-usage", usage),
                GraphRows.error(80006, "Slower")))
        .isEqualTo(new Limited(Duration.ofSeconds(seconds), Scope.CONNECTION));
  }

  @Test
  void the_usage_of_a_business_says_nothing_about_one_person() {
    Map<String, String> headers =
        Map.of(
            "X-Business-Use-Case-Usage",
            "{\"106\":[{\"estimated_time_to_regain_access\":7}]}",
            "Retry-After",
            "9");
    assertThat(read(WHATSAPP, 400, headers, GraphRows.error(131056, "Slower")))
        .isEqualTo(new Limited(Duration.ofSeconds(9), Scope.RECIPIENT));
  }

  @Test
  void what_passes_waits_as_long_as_the_header_says() {
    assertThat(read(MESSENGER, 400, Map.of("Retry-After", "5"), GraphRows.error(1200, "Later")))
        .isEqualTo(
            new Retry(
                Reason.SERVER_ERROR, "Messenger refused (1200): Later", Duration.ofSeconds(5)));
  }

  @Test
  void a_refusal_tells_the_code_the_details_and_what_to_do() {
    String body =
        "{\"error\":{\"message\":\"(#131047) Re-engagement message\",\"code\":131047,"
            + "\"error_data\":{\"details\":\"More than 24 hours have passed.\"}}}";
    assertThat(read(WHATSAPP, 400, Map.of(), body))
        .isEqualTo(
            new Rejected(
                Reason.WINDOW_CLOSED,
                "WhatsApp refused (131047): More than 24 hours have passed. Give the message a 'platform_template', or wait until the person writes."));
  }

  @Test
  void a_subcode_stands_behind_its_code() {
    String body = "{\"error\":{\"message\":\"No\",\"code\":100,\"error_subcode\":2018001}}";
    assertThat(read(MESSENGER, 400, Map.of(), body))
        .isEqualTo(new Rejected(Reason.RECIPIENT_UNKNOWN, "Messenger refused (100/2018001): No"));
  }

  @Test
  void the_probe_names_the_account_or_says_why_not() {
    assertThat(
            WHATSAPP.probed(
                new Answer(200, Map.of(), "{\"display_phone_number\":\"+1 555\",\"id\":\"1\"}")))
        .isEqualTo(new Sent(List.of("+1 555")));
    assertThat(MESSENGER.probed(new Answer(200, Map.of(), "{\"name\":\"Shop\",\"id\":\"1\"}")))
        .isEqualTo(new Sent(List.of("Shop")));
    assertThat(MESSENGER.probed(new Answer(401, Map.of(), GraphRows.error(190, "Expired"))))
        .isEqualTo(new Rejected(Reason.CREDENTIAL_REFUSED, "Messenger refused (190): Expired"));
  }

  private static Outcome read(
      HttpPlatform platform, int status, Map<String, String> headers, String body) {
    return platform.read(
        Deliveries.of(platform.id(), "16505551234", null, Deliveries.plain("x"), 0),
        new Answer(status, headers, body));
  }
}
