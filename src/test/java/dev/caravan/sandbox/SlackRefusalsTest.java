package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackRefusalsTest {
  private static final Outside OUTSIDE =
      new Outside(
          new Settings(
              100, 10_000, 1, true, Map.of("slack", Map.of("C0MINE", "messages_tab_disabled"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  record Refusal(String body, String error) {}

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal("{'text':'x'}", "channel_not_found"),
        new Refusal("{'channel':' ','text':'x'}", "channel_not_found"),
        new Refusal("{'channel':'someone','text':'x'}", "channel_not_found"),
        new Refusal("{'channel':'C0DEAD99','text':'x'}", "channel_not_found"),
        new Refusal("{'channel':'gone','text':'x'}", "is_archived"),
        new Refusal("{'channel':'C0GONE1','text':'x'}", "is_archived"),
        new Refusal("{'channel':'C0NOTIN1','text':'x'}", "not_in_channel"),
        new Refusal("{'channel':'C0LOCKED','text':'x'}", "restricted_action"),
        new Refusal("{'channel':'C0MINE','text':'x'}", "messages_tab_disabled"),
        new Refusal("{'channel':'C1'}", "no_text"),
        new Refusal("{'channel':'C1','text':' ','blocks':[]}", "no_text"),
        new Refusal("{'channel':'C1','text':'" + "x".repeat(40_001) + "'}", "msg_too_long"),
        new Refusal("{'channel':'C1','text':'x','markdown_text':'y'}", "markdown_text_conflict"),
        new Refusal("{'channel':'C1','text':'x','thread_ts':'0'}", "invalid_thread_ts"),
        new Refusal("{'channel':'C1','blocks':{}}", "invalid_blocks_format"),
        new Refusal("{'channel':'C1','blocks':'[{'}", "invalid_blocks_format"),
        new Refusal("{'channel':'C1','text':'x'", "invalid_json"),
        new Refusal("['C1']", "json_not_object"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aPostIsRefusedByTheErrorOfTheRealApi(Refusal refusal) throws Exception {
    Outside.Reply reply = OUTSIDE.slack("chat.postMessage", refusal.body().replace('\'', '"'));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
    assertThat(reply.json().path("error").asText()).isEqualTo(refusal.error());
  }

  record Broken(String blocks, String finding) {}

  static Stream<Broken> brokenBlocks() {
    String button =
        "{'type':'button','action_id':'a%d','text':{'type':'plain_text','text':'%s'},'value':'%s'}";
    String twentySix =
        IntStream.range(0, 26)
            .mapToObj(i -> button.formatted(i, "t", "v"))
            .collect(Collectors.joining(","));
    String divider = "{'type':'divider'}";
    return Stream.of(
        new Broken(
            "{'type':'carousel'}", "unsupported type: carousel [json-pointer:/blocks/0/type]"),
        new Broken("{}", "missing required field: type [json-pointer:/blocks/0]"),
        new Broken(
            "{'type':'section'}",
            "must define either `text` or `fields` [json-pointer:/blocks/0/type]"),
        new Broken(
            section("x".repeat(3_001)),
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        new Broken(
            actions(twentySix), "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
        new Broken(
            actions(button.formatted(1, "t".repeat(76), "v")),
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
        new Broken(
            actions(button.formatted(1, "t", "v".repeat(2_001))),
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
        new Broken(
            actions(button.formatted(1, "t", "v") + "," + button.formatted(1, "u", "w")),
            "`action_id` already exists: a1 [json-pointer:/blocks/0/elements/1/action_id]"),
        new Broken(
            actions("{'type':'button','text':{'type':'mrkdwn','text':'t'}}"),
            "failed to match all allowed schemas [json-pointer:/blocks/0/elements/0/text]"),
        new Broken(
            actions("{'type':'static_select','action_id':'s','options':[]}"),
            "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]"),
        new Broken(
            IntStream.range(0, 51).mapToObj(i -> divider).collect(Collectors.joining(",")),
            "no more than 50 items allowed [json-pointer:/blocks]"));
  }

  @ParameterizedTest
  @MethodSource("brokenBlocks")
  void brokenBlocksAreRefusedWithAPointerToTheFault(Broken broken) throws Exception {
    String body = "{'channel':'C1','text':'x','blocks':[" + broken.blocks() + "]}";

    Outside.Reply reply = OUTSIDE.slack("chat.postMessage", body.replace('\'', '"'));

    assertThat(reply.json().path("error").asText()).isEqualTo("invalid_blocks");
    assertThat(reply.json().path("response_metadata").path("messages"))
        .extracting(m -> m.asText())
        .containsExactly("[ERROR] " + broken.finding());
  }

  @ParameterizedTest
  @CsvSource({
    "'Bearer wrong', application/json, invalid_auth",
    "'Basic sandbox', application/json, not_authed",
    "'Bearer sandbox', application/xml, invalid_post_type",
    "'Bearer sandbox', '', missing_post_type"
  })
  void aCallIsRefusedByItsTokenOrItsContentType(String token, String type, String error)
      throws Exception {
    var request =
        OUTSIDE
            .to("/sandbox/slack/api/chat.postMessage")
            .header("Authorization", token)
            .POST(BodyPublishers.ofString("{\"channel\":\"C1\",\"text\":\"x\"}"));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }

    assertThat(OUTSIDE.send(request).json().path("error").asText()).isEqualTo(error);
  }

  @Test
  void anUnknownMethodIsNamedSo() throws Exception {
    assertThat(OUTSIDE.slack("chat.shout", "{}").json().path("error").asText())
        .isEqualTo("unknown_method");
  }

  @Test
  void aBodyOfMoreThanOneMebibyteIsNotRead() throws Exception {
    var request =
        OUTSIDE
            .to("/sandbox/slack/api/chat.postMessage")
            .POST(BodyPublishers.ofString("x".repeat(Bodies.LARGEST + 1)));

    assertThat(OUTSIDE.send(request).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "chat.update, '', message_not_found",
    "chat.delete, '', message_not_found",
    "chat.delete, nowhere, channel_not_found"
  })
  void anUnknownMessageCannotBeChanged(String method, String channel, String error)
      throws Exception {
    String body =
        "{\"channel\":\"%s\",\"ts\":\"1700000000.000100\",\"text\":\"x\"}"
            .formatted(channel.isEmpty() ? "C1" : channel);

    assertThat(OUTSIDE.slack(method, body).json().path("error").asText()).isEqualTo(error);
  }

  private static String section(String text) {
    return "{'type':'section','text':{'type':'mrkdwn','text':'" + text + "'}}";
  }

  private static String actions(String elements) {
    return "{'type':'actions','elements':[" + elements + "]}";
  }
}
