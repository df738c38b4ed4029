package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessengerRefusalsTest {
  private static final Outside OUTSIDE =
      new Outside(
          new Settings(100, 10_000, 1, true, Map.of("messenger", Map.of("4711", "2018278"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  record Refusal(String rest, int subcode, String told) {}

  static Stream<Refusal> refusals() {
    String reply = "{'content_type':'text','title':'%s','payload':'p'}";
    return Stream.of(
        new Refusal("'messaging_type':'RESPONSE'", 0, "Param message must be non-empty."),
        new Refusal("'message':{}", 2018034, "Message cannot be empty"),
        new Refusal("'message':{'text':' '}", 0, "Param message[text] must be non-empty."),
        new Refusal(
            "'message':{'text':'" + "x".repeat(2001) + "'}",
            0,
            "Length of param message[text] must be less than or equal to 2000"),
        new Refusal(
            "'message':{'text':'x','reply_to':{'mid':'m_1'}}",
            0,
            "Invalid keys \"reply_to\" were found in param \"message\"."),
        new Refusal(
            "'message':{'text':'x'},'priority':1",
            0,
            "Invalid keys \"priority\" were found in param \"messages\"."),
        new Refusal(
            "'messaging_type':'PROMOTION','message':{'text':'x'}",
            0,
            "Param messaging_type must be one of"),
        new Refusal(
            "'messaging_type':'MESSAGE_TAG','tag':'ACCOUNT_UPDATE','message':{'text':'x'}",
            1893061,
            "has ended"),
        new Refusal(
            "'messaging_type':'MESSAGE_TAG','message':{'text':'x'}", 0, "tag must be HUMAN_AGENT"),
        new Refusal("'messaging_type':'UTILITY','message':{'text':'x'}", 0, "goes with UTILITY"),
        new Refusal(
            "'message':{'template':{'name':'a','language':{'code':'en'}}}", 0, "goes with UTILITY"),
        new Refusal(
            "'messaging_type':'UTILITY','message':{'template':{'name':'missing_one','language':{'code':'en'}}}",
            0,
            "is no approved template"),
        new Refusal(
            "'messaging_type':'UTILITY','message':{'template':{'name':'a'}}",
            0,
            "Param message[template][language] must be non-empty."),
        new Refusal(
            "'sender_action':'typing_on','message':{'text':'x'}", 2018014, "without a message"),
        new Refusal("'sender_action':'shout'", 0, "sender_action must be one of"),
        new Refusal(
            "'message':{'text':'x'},'reply_to':{}", 0, "Param reply_to[mid] must be non-empty."),
        new Refusal(
            "'message':{'text':'x','quick_replies':["
                + IntStream.range(0, 14)
                    .mapToObj(i -> reply.formatted("T" + i))
                    .collect(Collectors.joining(","))
                + "]}",
            0,
            "must have 1 to 13 elements"),
        new Refusal(
            "'message':{'text':'x','quick_replies':[" + reply.formatted("x".repeat(21)) + "]}",
            0,
            "must be less than or equal to 20"),
        new Refusal(
            "'message':{'attachment':{'type':'hologram','payload':{'url':'https://c.dev'}}}",
            0,
            "is none of image, audio, video, file, template"),
        new Refusal(
            "'message':{'attachment':{'type':'image','payload':{'url':'a.png'}}}",
            0,
            "should represent a valid URL"),
        buttons("", "must have 1 to 3 elements"),
        buttons(
            IntStream.range(0, 4)
                .mapToObj(i -> "{'type':'postback','title':'T','payload':'p'}")
                .collect(Collectors.joining(",")),
            "must have 1 to 3 elements"),
        buttons(
            "{'type':'postback','title':'" + "x".repeat(21) + "','payload':'p'}", "equal to 20"),
        buttons("{'type':'postback','title':'T'}", "[buttons][payload] must be non-empty"),
        buttons("{'type':'postback','title':'T','payload':'p','url':'u'}", "Invalid keys \"url\""),
        buttons("{'type':'web_url','title':'T','url':'u'}", "should represent a valid URL"),
        buttons("{'type':'phone','title':'T','payload':'p'}", "must be postback or web_url"),
        new Refusal(
            "'message':{'attachment':{'type':'template','payload':{'template_type':'button','text':'"
                + "x".repeat(641)
                + "','buttons':[{'type':'postback','title':'T','payload':'p'}]}}}",
            0,
            "must be less than or equal to 640"),
        new Refusal(
            "'message':{'attachment':{'type':'template','payload':{'template_type':'cloud'}}}",
            0,
            "[template_type] is invalid"));
  }

  private static Refusal buttons(String buttons, String told) {
    return new Refusal(
        "'message':{'attachment':{'type':'template','payload':{'template_type':'button','text':'x','buttons':["
            + buttons
            + "]}}}",
        0,
        told);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aMessageIsRefusedWithCode100(Refusal refusal) throws Exception {
    Outside.Reply reply = GraphPosts.messenger(OUTSIDE, "5275811702471834", refusal.rest());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(100);
    assertThat(reply.json().path("error").path("error_subcode").asInt())
        .isEqualTo(refusal.subcode());
    assertThat(reply.json().path("error").path("message").asText()).contains(refusal.told());
  }

  @ParameterizedTest
  @CsvSource({
    "551, 551, 1545041",
    "2018278, 10, 2018278",
    "2018108, 10, 2018108",
    "2018001, 100, 2018001",
    "2018028, 200, 2018028",
    "2534040, 613, 2534040",
    "1200, 1200, 0",
    "368, 368, 0",
    "4711, 10, 2018278",
    "bob, 100, 0"
  })
  void somePeopleAreAlwaysRefused(String person, int code, int subcode) throws Exception {
    Outside.Reply reply = GraphPosts.messenger(OUTSIDE, person, "'message':{'text':'x'}");

    assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(code);
    assertThat(reply.json().path("error").path("error_subcode").asInt()).isEqualTo(subcode);
  }

  @ParameterizedTest
  @CsvSource({
    "v25.0/200000000000002/messages, EAAwrong, 401, 190, 0",
    "v25.0/7/messages, EAAsandbox, 400, 100, 33",
    "v25.0/me/conversations, EAAsandbox, 400, 100, 33"
  })
  void aCallStopsAtTheDoor(String path, String token, int status, int code, int subcode)
      throws Exception {
    Outside.Reply reply = GraphPosts.post(OUTSIDE, "/sandbox/messenger/" + path, token, "{}");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(code);
    assertThat(reply.json().path("error").path("error_subcode").asInt()).isEqualTo(subcode);
  }

  @Test
  void withoutStrictnessUnknownParametersAreOverlookedAsByTheRealOne() throws Exception {
    try (Outside lenient = new Outside(new Settings(100, 10_000, 1, false, Map.of()))) {
      assertThat(
              GraphPosts.messenger(lenient, "47110", "'message':{'text':'x'},'priority':1")
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void aRefusalThatIsNoneOfMessengersStopsTheSandboxAtItsStart() {
    Settings wrong =
        new Settings(100, 10_000, 1, true, Map.of("messenger", Map.of("4711", "gone")));

    assertThatThrownBy(() -> new Sandbox(InstantSource.fixed(Outside.NOW), wrong))
        .hasMessageContaining("example '551'");
  }
}
