package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Outside.Reply;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoogleChatRefusalsTest {
  private static final Outside OUTSIDE =
      new Outside(
          new Settings(
              100, 10_000, 1, true, Map.of("google_chat", Map.of("spaces/MINE", "INTERNAL"))));
  private static GoogleChatCalls chat;

  @BeforeAll
  static void open() throws Exception {
    chat = new GoogleChatCalls(OUTSIDE);
  }

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  record Refusal(String body, String message) {}

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal(
            "{}", "Message cannot be empty. Discarding empty create message request in spaces/A"),
        new Refusal(
            "{'text':' '}",
            "Message cannot be empty. Discarding empty create message request in spaces/A"),
        new Refusal(
            "{'txt':'x'}",
            "Invalid JSON payload received. Unknown name \"txt\" at 'message': Cannot find field."),
        new Refusal("{'text':5}", "Invalid value at 'message.text' (TYPE_STRING), 5"),
        new Refusal(
            "{'text':'" + "\u6771".repeat(10_667) + "'}", "Message is longer than 32000 bytes"),
        new Refusal("['x']", "Invalid JSON payload received. Expected an object."),
        new Refusal("{'text':'x'", "Invalid JSON payload received. Expected an object."),
        new Refusal(
            "{'text':'x','thread':{'key':'a'}}",
            "Invalid JSON payload received. Unknown name \"key\" at 'message.thread': Cannot find field."),
        widgets("{'image':{'imageUrl':'http://e.org/a.png'}}", "an HTTPS address"),
        widgets("{'picture':{}}", "Unknown name \"picture\" at 'message.cards_v2[0].card"),
        widgets("{}", "Widget must have exactly one kind of data."),
        widgets("{'divider':{},'image':{'imageUrl':'https://e.org'}}", "exactly one kind"),
        buttons("{'text':'x','onClick':{}}", "OnClick must have exactly one action."),
        buttons("{'text':' ','onClick':{'action':{'function':'f'}}}", "a text or an icon"),
        buttons("{'text':'x','onClick':{'action':{}}}", "Action must have a function."),
        buttons("{'text':'x','onClick':{'openLink':{'url':'here'}}}", "Invalid URL."),
        buttons("{'text':'x','type':'ROUND','onClick':{}}", "ButtonType), \"ROUND\""),
        buttons(
            "{'text':'x','onClick':{'action':{'function':'f','parameters':[{'key':'k','value':1}]}}}",
            "parameters[0].value' (TYPE_STRING), 1"),
        widgets("{'selectionInput':{'items':[{'text':'x','value':'y'}]}}", "must have a name"),
        widgets("{'selectionInput':{'name':'n','type':'DROPDOWN'}}", "1 to 100 items"),
        widgets("{'selectionInput':{'name':'n','type':'MENU'}}", "SelectionType), \"MENU\""),
        widgets(
            "{'selectionInput':{'name':'n','items':["
                + "{'text':'x','value':'y'},".repeat(100)
                + "{'text':'x','value':'y'}]}}",
            "1 to 100 items"),
        new Refusal("{'text':'x','cardsV2':[{'card':{}}]}", "at least one section"),
        new Refusal(
            "{'text':'x','cardsV2':[{'card':{'sections':[{}]}},{'card':{'sections':[{}]}}]}",
            "Each of several cards needs a card_id."),
        widgets(
            IntStream.range(0, 101)
                .mapToObj(i -> "{'divider':{}}")
                .collect(Collectors.joining(",")),
            "more than 100 widgets"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aMessageIsRefusedAndTheFaultNamed(Refusal refusal) throws Exception {
    Reply reply = chat.create("spaces/A", "", refusal.body().replace('\'', '"'));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply, "status")).isEqualTo("INVALID_ARGUMENT");
    assertThat(error(reply, "message")).contains(refusal.message());
  }

  @ParameterizedTest
  @CsvSource({
    "spaces/DEAD1, 404, NOT_FOUND",
    "spaces/GONE1, 403, PERMISSION_DENIED",
    "spaces/MINE, 500, INTERNAL",
    "spaces/a+b, 400, INVALID_ARGUMENT"
  })
  void aSpaceIsRefusedByItsCode(String space, int status, String code) throws Exception {
    Reply reply = chat.create(space, "", "{\"text\":\"x\"}");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(error(reply, "code")).isEqualTo(Integer.toString(status));
    assertThat(error(reply, "status")).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"'Bearer wrong', ACCESS_TOKEN_EXPIRED", "'Basic x', CREDENTIALS_MISSING"})
  void aCallIsRefusedByItsToken(String authorization, String reason) throws Exception {
    Reply reply =
        chat.call(
            "POST", "v1/spaces/A/messages", "{\"text\":\"x\"}", authorization, "application/json");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("error").path("details").path(0).path("reason").asText())
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, v1/spaces/A/messages?requestid=1, Unknown name \"requestid\": Cannot bind",
    "POST, v1/spaces/A/messages?messageReplyOption=REPLY, message_reply_option",
    "POST, v1/spaces/A/messages?requestId=1&threadkey=1, Unknown name \"threadkey\"",
    "PATCH, v1/spaces/A/messages/B.C, Invalid update mask",
    "PATCH, v1/spaces/A/messages/B.C?updateMask=name, Invalid update mask",
    "DELETE, v1/spaces/A/messages/B.C?requestId=1, Unknown name"
  })
  void aQueryIsRefusedThatTheCallDoesNotHave(String method, String path, String message)
      throws Exception {
    Reply reply = chat.call(method, path, "{\"text\":\"x\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply, "message")).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, v1/spaces/A/messages",
    "PUT, v1/spaces/A/messages/B.C",
    "POST, v2/spaces/A/messages",
    "GET, token"
  })
  void whatIsNoMethodIsNotFound(String method, String path) throws Exception {
    assertThat(chat.call(method, path, "{}").status()).isEqualTo(404);
  }

  @Test
  void aBodyThatIsNotDeclaredAsJsonIsNotRead() throws Exception {
    String token =
        chat.grant(GoogleChatCalls.GRANT, GoogleChatCalls.assertion(Map.of()))
            .json()
            .path("access_token")
            .asText();
    Reply reply =
        chat.call(
            "POST", "v1/spaces/A/messages", "{\"text\":\"x\"}", "Bearer " + token, "text/plain");

    assertThat(error(reply, "message")).contains("Invalid JSON payload");
  }

  @Test
  void aThreadOfAnotherSpaceIsRefused() throws Exception {
    Reply reply =
        chat.create(
            "spaces/A",
            "?messageReplyOption=REPLY_MESSAGE_OR_FAIL",
            "{\"text\":\"x\",\"thread\":{\"name\":\"spaces/B/threads/T\"}}");

    assertThat(error(reply, "message")).contains("Invalid thread");
  }

  @Test
  void faultsComeInGooglesOwnForm() throws Exception {
    Map<String, String> modes = Map.of("rate_limit", "429", "server_error", "503", "reject", "403");
    for (Map.Entry<String, String> mode : modes.entrySet()) {
      OUTSIDE.api(
          "PUT",
          "faults",
          "{\"platform\":\"google_chat\",\"mode\":\"%s\",\"rate\":1,\"retry_after\":7}"
              .formatted(mode.getKey()));
      Reply reply = chat.create("spaces/A", "", "{\"text\":\"x\"}");
      OUTSIDE.api("DELETE", "faults", "");

      assertThat(error(reply, "code")).isEqualTo(mode.getValue());
      assertThat(reply.whole().body().contains("\"retryDelay\":\"7s\""))
          .isEqualTo(mode.getKey().equals("rate_limit"));
    }
  }

  private static String error(Reply reply, String field) {
    JsonNode error = reply.json().path("error");
    return error.path(field).asText();
  }

  private static Refusal widgets(String widgets, String message) {
    return new Refusal(
        "{'text':'x','cardsV2':[{'card':{'sections':[{'widgets':[" + widgets + "]}]}}]}", message);
  }

  private static Refusal buttons(String button, String message) {
    return widgets("{'buttonList':{'buttons':[" + button + "]}}", message);
  }
}
