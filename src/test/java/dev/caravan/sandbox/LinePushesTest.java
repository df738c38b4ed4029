package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.bot.jackson.ModelObjectMapper;
import com.linecorp.bot.messaging.model.BotInfoResponse;
import com.linecorp.bot.messaging.model.ErrorResponse;
import com.linecorp.bot.messaging.model.PushMessageResponse;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinePushesTest {
  private static final String GROUP = "C4af4980629000000000000000000abcd";
  private static final String USER = "U4af4980629000000000000000000abcd";
  private static final String KEY = "123e4567-e89b-12d3-a456-426614174000";

  private static final String BUTTONS =
      """
      {"to": "%s", "messages": [
        {"type": "text", "text": "Deploy?"},
        {"type": "flex", "altText": "Yes / See", "contents": {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [
          {"type": "button", "action": {"type": "postback", "label": "Yes", "data": "tok_1", "displayText": "Yes"}},
          {"type": "button", "action": {"type": "uri", "label": "See", "uri": "https://example.org"}}]}}}]}
      """
          .formatted(USER);

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void linesOwnTypesReadTheAnswers() throws Exception {
    Outside.Reply pushed = push(BUTTONS);
    Outside.Reply refused = push("{\"to\":\"" + USER + "\",\"messages\":[]}");
    Outside.Reply info = get("info");

    assertThat(read(pushed, PushMessageResponse.class).sentMessages()).hasSize(2);
    assertThat(read(refused, ErrorResponse.class).details().get(0).property())
        .isEqualTo("messages");
    assertThat(read(info, BotInfoResponse.class).basicId()).isEqualTo("@caravan");
    assertThat(pushed.header("x-line-request-id")).matches("[0-9a-f-]{36}");
  }

  @Test
  void whatArrivedIsOneMessageWithItsButtons() throws Exception {
    Outside.Reply pushed = push(BUTTONS);

    ReceivedMessage kept = only();
    assertThat(kept.arrival().text()).isEqualTo("Deploy?");
    assertThat(kept.arrival().actions())
        .containsExactly(
            new OfferedAction("button", "tok_1", "Yes", "tok_1"),
            new OfferedAction("link", null, "See", "https://example.org"));
    assertThat(kept.platformMessageId())
        .isEqualTo(pushed.json().path("sentMessages").path(0).path("id").asText());
  }

  @Test
  void aRetryKeyIsExecutedOnceAndNamesWhatItMade() throws Exception {
    Outside.Reply first = push(text(USER, "x"), KEY);
    Outside.Reply again = push(text(USER, "x"), KEY);
    Outside.Reply other = push(text(USER, "x"), KEY.replace('1', '2'));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.header("x-line-accepted-request-id"))
        .isEqualTo(first.header("x-line-request-id"));
    assertThat(again.json().path("sentMessages")).isEqualTo(first.json().path("sentMessages"));
    assertThat(other.status()).isEqualTo(200);
    assertThat(outside.farSide.received().count(Wanted.ALL)).isEqualTo(2);
    assertThat(outside.farSide.received().list(Wanted.ALL, 0, 1).get(0).arrival().key())
        .isEqualTo(KEY);
  }

  @Test
  void mentionsNotifyInAGroupAndBracesReadAsOne() throws Exception {
    push(
        """
        {"to": "%s", "messages": [{"type": "textV2", "text": "{m1} {m2} see {{this}}", "substitution": {
          "m1": {"type": "mention", "mentionee": {"type": "user", "userId": "%s"}},
          "m2": {"type": "mention", "mentionee": {"type": "all"}}}}]}
        """
            .formatted(GROUP, USER));

    Arrival arrival = only().arrival();
    assertThat(arrival.beside().notified()).containsExactly(USER, "everyone");
    assertThat(arrival.text()).isEqualTo("@" + USER + " @everyone see {this}");
  }

  @Test
  void anImageIsKeptByItsAddress() throws Exception {
    push(
        """
        {"to": "%s", "messages": [{"type": "image", "originalContentUrl": "https://c.dev/p.png", "previewImageUrl": "https://c.dev/p.png"}]}
        """
            .formatted(USER));

    assertThat(only().arrival().beside().files()).containsExactly("https://c.dev/p.png");
  }

  @Test
  void theDryRunSendsNothingAndTakesNoKey() throws Exception {
    String body = "{\"messages\":[{\"type\":\"text\",\"text\":\"x\"}]}";

    assertThat(post("validate/push", body, null).status()).isEqualTo(200);
    assertThat(post("validate/push", body, KEY).status()).isEqualTo(400);
    assertThat(post("validate/push", "{\"messages\":[{}]}", null).status()).isEqualTo(400);
    assertThat(outside.farSide.received().count(Wanted.ALL)).isZero();
  }

  @Test
  void itLimitsFailsAndRefusesInItsOwnForm() throws Exception {
    fault("rate_limit");
    assertThat(push(text(USER, "x")).json().path("message").asText()).contains("rate limit");
    fault("server_error");
    assertThat(push(text(USER, "x")).status()).isEqualTo(500);
    fault("reject");
    assertThat(push(text(USER, "x")).json().path("message").asText())
        .isEqualTo("Failed to send messages");
    assertThat(outside.farSide.received().count(Wanted.ALL)).isZero();
  }

  private void fault(String mode) throws Exception {
    outside.api("DELETE", "faults", "");
    outside.api("PUT", "faults", "{\"platform\":\"line\",\"mode\":\"" + mode + "\",\"rate\":1}");
  }

  private ReceivedMessage only() {
    assertThat(outside.farSide.received().count(Wanted.ALL)).isEqualTo(1);
    return outside.farSide.received().list(Wanted.ALL, 0, 1).get(0);
  }

  private static String text(String to, String text) {
    return "{\"to\":\"%s\",\"messages\":[{\"type\":\"text\",\"text\":\"%s\"}]}".formatted(to, text);
  }

  private static <T> T read(Outside.Reply reply, Class<T> type) throws Exception {
    var mapper = ModelObjectMapper.createNewObjectMapper();
    T read = mapper.readValue(reply.whole().body(), type);
    // What the SDK does not know it would not write again.
    assertThat(mapper.<JsonNode>valueToTree(read)).isEqualTo(reply.json());
    return read;
  }

  private Outside.Reply push(String body) throws Exception {
    return post("push", body, null);
  }

  private Outside.Reply push(String body, String key) throws Exception {
    return post("push", body, key);
  }

  private Outside.Reply post(
      String path, String body, @org.jspecify.annotations.Nullable String key) throws Exception {
    var request =
        outside
            .to("/sandbox/line/v2/bot/message/" + path)
            .header("Authorization", "Bearer " + Tokens.LINE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (key != null) {
      request.header("X-Line-Retry-Key", key);
    }
    return outside.send(request);
  }

  private Outside.Reply get(String path) throws Exception {
    return outside.send(
        outside
            .to("/sandbox/line/v2/bot/" + path)
            .header("Authorization", "Bearer " + Tokens.LINE)
            .GET());
  }
}
