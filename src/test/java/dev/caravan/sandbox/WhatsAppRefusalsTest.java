package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
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

class WhatsAppRefusalsTest {
  private static final Outside OUTSIDE =
      new Outside(
          new Settings(100, 10_000, 1, true, Map.of("whatsapp", Map.of("4915112345", "131026"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  record Refusal(String rest, int code, String told) {}

  static Stream<Refusal> refusals() {
    String reply = "{'type':'reply','reply':{'id':'%s','title':'%s'}}";
    String row = "{'id':'%s','title':'%s'}";
    return Stream.of(
        new Refusal("'type':'text'", 100, "The parameter text is required."),
        new Refusal("'type':'text','text':{}", 131008, "Missing parameter text['body']"),
        new Refusal("'type':'text','text':{'body':' '}", 131008, "Missing parameter text['body']"),
        new Refusal(
            "'type':'text','text':{'body':'" + "x".repeat(4097) + "'}",
            100,
            "Param text['body'] must be at most 4096 characters long."),
        new Refusal("'type':'text','text':{'body':5}", 131009, "text['body'] must be a string"),
        new Refusal(
            "'type':'text','text':{'body':'x','html':'y'}",
            100,
            "Unexpected key \"html\" on param \"text\""),
        new Refusal("'type':'text','text':{'body':'x'},'tag':1", 100, "Unexpected key \"tag\""),
        new Refusal("'type':'poem'", 100, "Param type must be one of"),
        new Refusal("'type':'to'", 100, "Param type must be one of"),
        new Refusal(
            "'type':'text','text':{'body':'x'},'context':{'message_id':'17'}",
            131009,
            "context['message_id'] is no id of a message"),
        new Refusal(
            "'type':'text','text':{'body':'x'},'recipient_type':'group'",
            131009,
            "recipient_type must be individual"),
        new Refusal("'type':'image','image':{}", 131009, "image needs either an id or a link"),
        new Refusal(
            "'type':'image','image':{'link':'a.png'}", 131009, "image['link'] is not a valid URI"),
        new Refusal(
            "'type':'image','image':{'link':'https://c.dev','filename':'a'}",
            100,
            "Unexpected key \"filename\" on param \"image\""),
        interactive("button", "{'buttons':[]}", 131009, "Min allowed: 1, Max allowed: 3"),
        interactive(
            "button",
            "{'buttons':["
                + IntStream.range(0, 4)
                    .mapToObj(i -> reply.formatted("t" + i, "T" + i))
                    .collect(Collectors.joining(","))
                + "]}",
            131009,
            "action['buttons'] count invalid"),
        interactive(
            "button",
            "{'buttons':[" + reply.formatted("t", "x".repeat(21)) + "]}",
            131009,
            "Max length: 20"),
        interactive(
            "button",
            "{'buttons':[" + reply.formatted("a", "T") + "," + reply.formatted("b", "T") + "]}",
            131009,
            "Duplicated title T"),
        interactive(
            "button",
            "{'buttons':[" + reply.formatted("a ", "T") + "]}",
            131009,
            "leading or trailing spaces"),
        interactive(
            "list",
            "{'button':'B','sections':[{'title':'1','rows':["
                + rows(row, 0, 6)
                + "]},{'title':'2','rows':["
                + rows(row, 6, 11)
                + "]}]}",
            131009,
            "Total row count exceed max allowed count: 10"),
        interactive(
            "list",
            "{'button':'B','sections':[{'rows':[" + row.formatted("a", "x".repeat(25)) + "]}]}",
            131009,
            "Max length: 24"),
        interactive(
            "cta_url",
            "{'name':'cta_url','parameters':{'display_text':'L','url':'c.dev'}}",
            131009,
            "is not a valid URI"),
        interactive(
            "cta_url",
            "{'buttons':[]}",
            100,
            "Unexpected key \"buttons\" on param \"interactive['action']\""),
        interactive("carousel", "{}", 131009, "is none of button, list, cta_url"),
        new Refusal(
            "'type':'interactive','interactive':{'type':'button','body':{'text':'"
                + "x".repeat(1025)
                + "'},'action':{'buttons':["
                + reply.formatted("a", "A")
                + "]}}",
            131009,
            "Max length: 1024"),
        template("'name':'missing_one','language':{'code':'en'}", 132001, "does not exist"),
        template("'name':'one'", 131008, "Missing parameter template['language']"),
        template(
            "'name':'one','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'text','text':'a\\nb'}]}]",
            132018,
            "cannot have new-line/tab characters"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aMessageIsRefusedByTheCodeOfTheRealApi(Refusal refusal) throws Exception {
    Outside.Reply reply = GraphPosts.whatsapp(OUTSIDE, "16505551234", refusal.rest());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(refusal.code());
    assertThat(reply.json().path("error").path("type").asText()).isEqualTo("OAuthException");
    assertThat(reply.json().findValuesAsText("message") + " " + reply.json().findValue("details"))
        .contains(refusal.told());
  }

  @ParameterizedTest
  @CsvSource({
    "15550131026, 131026",
    "15550131030, 131030",
    "15550131056, 131056",
    "15550130429, 130429",
    "15550131031, 131031",
    "15550000368, 368",
    "15550131000, 131000",
    "4915112345, 131026",
    "123, 131009",
    "'', 131009",
    "bob, 131009"
  })
  void someRecipientsAreAlwaysRefused(String to, int code) throws Exception {
    Outside.Reply reply = GraphPosts.whatsapp(OUTSIDE, to, "'type':'text','text':{'body':'x'}");

    assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(code);
  }

  @Test
  void withoutAProductOrARecipientNothingIsSent() throws Exception {
    var productless =
        GraphPosts.post(
            OUTSIDE,
            GraphPosts.WHATSAPP,
            Tokens.WHATSAPP,
            "{'to':'16505551234','text':{'body':'x'}}");
    var nobody =
        GraphPosts.post(
            OUTSIDE,
            GraphPosts.WHATSAPP,
            Tokens.WHATSAPP,
            "{'messaging_product':'whatsapp','text':{'body':'x'}}");

    assertThat(productless.json().path("error").path("message").asText())
        .isEqualTo("(#100) The parameter messaging_product is required.");
    assertThat(nobody.json().path("error").path("message").asText())
        .isEqualTo("(#100) The parameter to is required.");
  }

  @ParameterizedTest
  @CsvSource({
    "v23.0/100000000000001/messages, EAAwrong, 401, 190, 0",
    "v23.0/100000000000001/messages, '', 401, 104, 0",
    "v23.0/7/messages, EAAsandbox, 400, 100, 33",
    "v23.0/100000000000001/media, EAAsandbox, 400, 100, 33",
    "messages, EAAsandbox, 400, 2500, 0"
  })
  void aCallStopsAtTheDoor(String path, String token, int status, int code, int subcode)
      throws Exception {
    Outside.Reply reply =
        GraphPosts.post(OUTSIDE, "/sandbox/whatsapp/" + path, token, "{'text':{'body':'x'}}");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(code);
    assertThat(reply.json().path("error").path("error_subcode").asInt()).isEqualTo(subcode);
  }

  @Test
  void aWrongProofOfTheAppSecretIsRefusedAndARightOneTaken() throws Exception {
    String right = "9bcd96a2977bb445a6b2d01c5e7f3fa2597fb93a0880b2d0b9abbf7fcdf7da16";
    String text = "{'messaging_product':'whatsapp','to':'16505551234','text':{'body':'x'}}";

    var wrong =
        GraphPosts.post(
            OUTSIDE, GraphPosts.WHATSAPP + "?appsecret_proof=00", Tokens.WHATSAPP, text);
    var taken =
        GraphPosts.post(
            OUTSIDE, GraphPosts.WHATSAPP + "?appsecret_proof=" + right, Tokens.WHATSAPP, text);

    assertThat(wrong.json().path("error").path("message").asText())
        .isEqualTo("Invalid appsecret_proof provided in the API argument");
    assertThat(taken.status()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() throws Exception {
    var request =
        OUTSIDE
            .to(GraphPosts.WHATSAPP + "?access_token=" + Tokens.WHATSAPP)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"to\":"));

    assertThat(OUTSIDE.send(request).json().path("error").path("code").asInt()).isEqualTo(100);
  }

  @Test
  void aRefusalThatIsNoneOfWhatsAppsStopsTheSandboxAtItsStart() {
    Settings wrong =
        new Settings(100, 10_000, 1, true, Map.of("whatsapp", Map.of("4915112345", "gone")));

    assertThatThrownBy(() -> new Sandbox(InstantSource.fixed(Outside.NOW), wrong))
        .hasMessageContaining("example '131026'");
  }

  private static String rows(String row, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> row.formatted("r" + i, "R" + i))
        .collect(Collectors.joining(","));
  }

  private static Refusal interactive(String type, String action, int code, String told) {
    return new Refusal(
        "'type':'interactive','interactive':{'type':'"
            + type
            + "','body':{'text':'Well?'},'action':"
            + action
            + "}",
        code,
        told);
  }

  private static Refusal template(String template, int code, String told) {
    return new Refusal("'type':'template','template':{" + template + "}", code, told);
  }
}
