package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalMessagesTest {
  private static final String ADA = "+15550100001";
  private static final String GROUP = "group.YWJjZGVmZ2hpamtsbW5vcA==";

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void aMessageIsNamedByItsTimeInQuotes() throws Exception {
    Outside.Reply first = send(body(ADA, "Hello"));
    Outside.Reply second = send(body(ADA, "again"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json()).hasToString("{\"timestamp\":\"1772366400000\"}");
    assertThat(second.json().path("timestamp").asText()).isEqualTo("1772366400001");
    assertThat(arrivals()).extracting(Arrival::text).containsExactly("Hello", "again");
  }

  @Test
  void aStyledTextIsKeptAsItIsSeen() throws Exception {
    send(
        """
        {"number": "+15550100000", "recipients": ["+15550100001"], "text_mode": "styled",
         "message": "**bold** *it* ~no~ `a\\\\*b` ||sh|| 2 \\\\* 3 c:\\\\d \\\\**"}
        """);

    assertThat(arrivals().get(0).text()).isEqualTo("bold it no a*b sh 2 * 3 c:\\d **");
  }

  @Test
  void anUnstyledTextIsItself() throws Exception {
    send(body(ADA, "**a** `b`"));

    assertThat(arrivals().get(0).text()).isEqualTo("**a** `b`");
  }

  @Test
  void mentionsNotify() throws Exception {
    send(
        """
        {"number": "+15550100000", "recipients": ["%s"], "message": "@ look", "text_mode": "normal",
         "mentions": [{"start": 0, "length": 1, "author": "+15550100002"}]}
        """
            .formatted(GROUP));

    assertThat(arrivals().get(0).beside().notified()).containsExactly("+15550100002");
  }

  @Test
  void anEditIsNamedByAnyEarlierTimeAndADeleteToo() throws Exception {
    String first = send(body(ADA, "one")).json().path("timestamp").asText();
    String second = edit(first, "two");
    String third = edit(second, "three");

    assertThat(arrivals()).extracting(Arrival::text).containsExactly("three");
    assertThat(kept().editedAt()).isEqualTo(Outside.NOW);
    assertThat(delete(Tokens.SIGNAL, ADA, third).status()).isEqualTo(201);
    assertThat(kept().deleted()).isTrue();
  }

  @Test
  void aDeleteIsForTheAccountOfItsPath() throws Exception {
    assertThat(delete("+19", ADA, "1").json().path("error").asText())
        .isEqualTo("Specified account does not exist");
  }

  @Test
  void severalPeopleGetTheSameMessage() throws Exception {
    send(
        """
        {"number": "+15550100000", "recipients": ["+15550100001", "+15550100002"], "message": "x", "text_mode": "normal"}
        """);

    assertThat(arrivals())
        .extracting(arrival -> arrival.place().recipientId())
        .containsExactly(ADA, "+15550100002");
  }

  @Test
  void theServerSaysWhatItIsAndWhoIsRegistered() throws Exception {
    assertThat(get("v1/accounts").json()).hasToString("[\"+15550100000\"]");
    assertThat(get("v1/about").json().path("mode").asText()).isEqualTo("json-rpc");
    assertThat(get("v1/nothing").status()).isEqualTo(404);
  }

  @Test
  void itLimitsFailsAndRefusesInItsOwnForm() throws Exception {
    fault("rate_limit");
    Outside.Reply limited = send(body(ADA, "x"));
    fault("server_error");
    Outside.Reply failed = send(body(ADA, "x"));
    fault("reject");
    Outside.Reply refused = send(body(ADA, "x"));

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.json().path("challenge_tokens")).hasToString("[\"\"]");
    assertThat(limited.json().path("account").asText()).isEqualTo(Tokens.SIGNAL);
    assertThat(failed.json().path("error").asText()).endsWith("write: broken pipe");
    assertThat(refused.json().path("error").asText()).isEqualTo("Invalid group id");
    assertThat(arrivals()).isEmpty();
  }

  private void fault(String mode) throws Exception {
    outside.api("DELETE", "faults", "");
    outside.api("PUT", "faults", "{\"platform\":\"signal\",\"mode\":\"" + mode + "\",\"rate\":1}");
  }

  private ReceivedMessage kept() {
    return outside.farSide.received().list(Wanted.ALL, 0, 1).get(0);
  }

  private List<Arrival> arrivals() {
    return outside.farSide.received().list(Wanted.ALL, 0, 10).stream()
        .map(ReceivedMessage::arrival)
        .toList();
  }

  private static String body(String recipient, String message) {
    return "{\"number\":\"+15550100000\",\"recipients\":[\"%s\"],\"message\":\"%s\",\"text_mode\":\"normal\"}"
        .formatted(recipient, message);
  }

  private String edit(String time, String message) throws Exception {
    return send(body(ADA, message).replace("{", "{\"edit_timestamp\":" + time + ","))
        .json()
        .path("timestamp")
        .asText();
  }

  private Outside.Reply delete(String number, String recipient, String time) throws Exception {
    String body = "{\"recipient\":\"%s\",\"timestamp\":%s}".formatted(recipient, time);
    return outside.send(
        outside
            .to("/sandbox/signal/v1/remote-delete/" + number)
            .header("Content-Type", "application/json")
            .method("DELETE", BodyPublishers.ofString(body)));
  }

  private Outside.Reply send(String body) throws Exception {
    return outside.send(
        outside
            .to("/sandbox/signal/v2/send")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Outside.Reply get(String path) throws Exception {
    return outside.send(outside.to("/sandbox/signal/" + path).GET());
  }
}
