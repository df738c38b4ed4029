package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesApiTest {
  private final Outside outside = new Outside();

  @BeforeEach
  void threeToSlackAndOneToTelegram() throws Exception {
    for (String channel : new String[] {"C1", "C2", "C1"}) {
      outside.slack(
          "chat.postMessage", "{\"channel\":\"" + channel + "\",\"text\":\"to " + channel + "\"}");
    }
    outside.telegram("sendMessage", "{\"chat_id\":5,\"text\":\"to 5\"}");
  }

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void everythingIsListedInItsOrder() throws Exception {
    JsonNode all = outside.get("messages").json();

    assertThat(all.path("count").asInt()).isEqualTo(4);
    assertThat(all.path("next").isNull()).isTrue();
    assertThat(all.path("items"))
        .extracting(m -> m.path("text").asText())
        .containsExactly("to C1", "to C2", "to C1", "to 5");
    JsonNode first = all.path("items").path(0);
    assertThat(first.path("platform_message_id").asText()).isEqualTo("1772366400.000000");
    assertThat(first.path("received_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(first.path("raw").asText()).isEqualTo("{\"channel\":\"C1\",\"text\":\"to C1\"}");
    assertThat(first.path("deleted")).hasToString("false");
  }

  @Test
  void aPageNamesWhereTheNextBegins() throws Exception {
    JsonNode first = outside.get("messages?platform=slack&limit=2").json();
    JsonNode second =
        outside.get("messages?platform=slack&limit=2&after=" + first.path("next").asText()).json();

    assertThat(first.path("items")).hasSize(2);
    assertThat(first.path("count").asInt()).isEqualTo(3);
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void oneRecipientIsClearedAloneOrAllAtOnce() throws Exception {
    JsonNode cleared = outside.api("DELETE", "messages?platform=slack&recipient_id=C1", "").json();

    assertThat(cleared.path("cleared").asInt()).isEqualTo(2);
    assertThat(outside.get("messages?recipient_id=C1").json().path("count").asInt()).isZero();
    assertThat(outside.get("messages").json().path("count").asInt()).isEqualTo(2);
    outside.api("DELETE", "messages", "");
    assertThat(outside.get("messages").json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit, out_of_range",
    "limit=501, limit, out_of_range",
    "limit=many, limit, type",
    "after=-1, after, type",
    "platform=icq, platform, unknown_value",
    "recipient=C1, recipient, unknown_field"
  })
  void aWrongFilterIsNamed(String query, String field, String code) throws Exception {
    Outside.Reply reply = outside.get("messages?" + query);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    assertThat(reply.json().path("errors").path(0).path("code").asText()).isEqualTo(code);
  }

  @Test
  void aPathThatIsNotServedSaysWhatIs() throws Exception {
    Outside.Reply reply = outside.get("mesages");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("detail").asText()).contains("/sandbox/api/messages");
  }
}
