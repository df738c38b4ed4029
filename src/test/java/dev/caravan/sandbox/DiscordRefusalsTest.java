package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class DiscordRefusalsTest {
  private static final String BUTTON = "{'type':2,'style':%d,'label':'%s','custom_id':'%s'}";
  private static final String OPTION = "{'label':'%s','value':'%s'}";

  private static final Outside OUTSIDE =
      new Outside(
          new Settings(
              100, 10_000, 1, true, Map.of("discord", Map.of("99", "403 50278 No mutual guilds"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  /** A body, and where what is wrong with it. */
  record Broken(String body, String path, String code) {}

  static Stream<Broken> brokenBodies() {
    String six = buttons(6);
    String options =
        IntStream.range(0, 26)
            .mapToObj(i -> OPTION.formatted("t", "v" + i))
            .collect(Collectors.joining(","));
    String row = "{'type':1,'components':[" + BUTTON.formatted(1, "a", "%s") + "]}";
    String rows =
        IntStream.range(0, 6).mapToObj(i -> row.formatted(i)).collect(Collectors.joining(","));
    String embeds =
        IntStream.range(0, 11).mapToObj(i -> "{'title':'t'}").collect(Collectors.joining(","));
    return Stream.of(
        new Broken(says("x".repeat(2001)), "/content", "BASE_TYPE_MAX_LENGTH"),
        new Broken("{'content':7}", "/content", "STRING_TYPE_CONVERT"),
        new Broken("{'content':'x','colour':1}", "/colour", "UNKNOWN_FIELD"),
        new Broken(and("'nonce':'" + "n".repeat(26) + "'"), "/nonce", "NONCE_TYPE_TOO_LONG"),
        new Broken(and("'enforce_nonce':1"), "/enforce_nonce", "BOOLEAN_TYPE_CONVERT"),
        new Broken(and("'flags':'4'"), "/flags", "NUMBER_TYPE_COERCE"),
        new Broken(
            and("'flags':32768"),
            "/content",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        new Broken(
            and("'allowed_mentions':{'parse':['all']}"),
            "/allowed_mentions/parse",
            "BASE_TYPE_CHOICES"),
        new Broken(
            and("'allowed_mentions':{'parse':['users'],'users':['1']}"),
            "/allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
        new Broken(
            and("'allowed_mentions':{'roles':['ops']}"),
            "/allowed_mentions/roles",
            "NUMBER_TYPE_COERCE"),
        new Broken(
            and("'allowed_mentions':{'users':['1','1']}"),
            "/allowed_mentions/users",
            "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        new Broken(
            and("'message_reference':{}"), "/message_reference/message_id", "BASE_TYPE_REQUIRED"),
        new Broken(
            and("'message_reference':{'message_id':'1','channel_id':'8'}"),
            "/message_reference",
            "REPLIES_UNKNOWN_MESSAGE"),
        new Broken(and("'components':{}"), "/components", "LIST_TYPE_CONVERT"),
        new Broken(and("'components':[" + rows + "]"), "/components", "BASE_TYPE_BAD_LENGTH"),
        new Broken(and("'components':[{'type':10}]"), "/components/0/type", "BASE_TYPE_CHOICES"),
        new Broken(
            and("'components':[{'type':1}]"), "/components/0/components", "BASE_TYPE_REQUIRED"),
        new Broken(row(""), "/components/0/components", "BASE_TYPE_BAD_LENGTH"),
        new Broken(row(six), "/components/0/components", "BASE_TYPE_BAD_LENGTH"),
        new Broken(row("{'type':4}"), inRow("type"), "BASE_TYPE_CHOICES"),
        new Broken(
            row(BUTTON.formatted(1, "t".repeat(81), "a")), inRow("label"), "BASE_TYPE_MAX_LENGTH"),
        new Broken(row(BUTTON.formatted(1, "", "a")), inRow("label"), "BASE_TYPE_REQUIRED"),
        new Broken(row(BUTTON.formatted(7, "t", "a")), inRow("style"), "BASE_TYPE_CHOICES"),
        new Broken(
            row(BUTTON.formatted(1, "t", "a".repeat(101))),
            inRow("custom_id"),
            "BASE_TYPE_MAX_LENGTH"),
        new Broken(
            row("{'type':2,'style':1,'label':'t'}"), inRow("custom_id"), "BASE_TYPE_REQUIRED"),
        new Broken(row("{'type':2,'style':5,'label':'t'}"), inRow("url"), "BASE_TYPE_REQUIRED"),
        new Broken(
            row("{'type':2,'style':5,'label':'t','url':'ftp://a'}"),
            inRow("url"),
            "URL_TYPE_INVALID_SCHEME"),
        new Broken(
            row("{'type':2,'style':5,'label':'t','url':'https://a','custom_id':'a'}"),
            inRow("custom_id"),
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"),
        new Broken(
            row(BUTTON.formatted(1, "t", "a") + "," + BUTTON.formatted(1, "u", "a")),
            "/components/0/components/1/custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED"),
        new Broken(
            row(BUTTON.formatted(1, "t", "a") + "," + select(OPTION.formatted("t", "v"))),
            "/components/0/components/1",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        new Broken(row(select("")), inRow("options"), "BASE_TYPE_BAD_LENGTH"),
        new Broken(row(select(options)), inRow("options"), "BASE_TYPE_BAD_LENGTH"),
        new Broken(
            row(select(OPTION.formatted("t", "v") + "," + OPTION.formatted("u", "v"))),
            inRow("options/1/value"),
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        new Broken(
            row(select(OPTION.formatted("t".repeat(101), "v"))),
            inRow("options/0/label"),
            "BASE_TYPE_MAX_LENGTH"),
        new Broken(and("'embeds':[" + embeds + "]"), "/embeds", "BASE_TYPE_BAD_LENGTH"),
        new Broken(and("'embeds':[{}]"), "/embeds/0/description", "BASE_TYPE_REQUIRED"),
        new Broken(
            and("'embeds':[{'image':{'url':'a.png'}}]"),
            "/embeds/0/image/url",
            "URL_TYPE_INVALID_SCHEME"),
        new Broken(
            and("'embeds':[{'image':{'url':'https://'}}]"),
            "/embeds/0/image/url",
            "URL_TYPE_INVALID_URL"));
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void aBrokenBodyIsRefusedWithThePlaceOfTheFault(Broken broken) throws Exception {
    Outside.Reply reply = create("7", broken.body());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("code").asInt()).isEqualTo(50035);
    assertThat(reply.json().path("message").asText()).isEqualTo("Invalid Form Body");
    assertThat(reply.json().at("/errors" + broken.path() + "/_errors/0/code").asText())
        .as(reply.whole().body())
        .isEqualTo(broken.code());
  }

  @ParameterizedTest
  @CsvSource({
    "10003, 404, 10003",
    "50001, 403, 50001",
    "50007, 403, 50007",
    "50013, 403, 50013",
    "50083, 400, 50083",
    "40058, 400, 40058",
    "99, 403, 50278"
  })
  void aChannelIsRefusedByItsCode(String channel, int status, int code) throws Exception {
    Outside.Reply reply = create(channel, "{'content':'x'}");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("code").asInt()).isEqualTo(code);
  }

  @Test
  void aChannelThatIsNoIdIsAFaultOfTheForm() throws Exception {
    Outside.Reply reply = create("general", "{'content':'x'}");

    assertThat(reply.json().at("/errors/channel_id/_errors/0/message").asText())
        .isEqualTo("Value \"general\" is not snowflake.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|400|50006",
        "{'content':' '}|400|50006",
        "{'content':'x'|400|50109",
        "['x']|400|50109"
      })
  void aBodyThatSaysNothingOrIsNoObjectIsRefused(String body, int status, int code)
      throws Exception {
    Outside.Reply reply = create("7", body);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("code").asInt()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Bot wrong|DiscordBot (https://a.org, 1)|application/json|401|0",
        "Bearer sandbox|DiscordBot (https://a.org, 1)|application/json|401|0",
        "-|DiscordBot (https://a.org, 1)|application/json|401|0",
        "Bot sandbox|Java-http-client/17|application/json|403|40333",
        "Bot sandbox|DiscordBot|application/json|403|40333",
        "Bot sandbox|DiscordBot (https://a.org, 1)|text/plain|400|50035",
        "Bot sandbox|DiscordBot (https://a.org, 1)|-|400|50035"
      })
  void aCallIsRefusedByItsHeaders(String token, String agent, String type, int status, int code)
      throws Exception {
    var request =
        OUTSIDE
            .to("/sandbox/discord/api/v10/channels/7/messages")
            .header("User-Agent", agent)
            .POST(BodyPublishers.ofString("{\"content\":\"x\"}"));
    if (token != null) {
      request.header("Authorization", token);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    Outside.Reply reply = OUTSIDE.send(request);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("code").asInt()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, ../channels/7/messages, 404",
    "POST, channels/7, 404",
    "PUT, channels/7/messages, 405",
    "POST, channels/7/messages/8, 405",
    "POST, users/@me, 405"
  })
  void whatTheApiDoesNotHaveIsNotThere(String method, String path, int status) throws Exception {
    assertThat(OUTSIDE.discord(method, path, "{}").status()).isEqualTo(status);
  }

  @Test
  void anUnknownMessageCannotBeChanged() throws Exception {
    assertThat(OUTSIDE.discord("PATCH", "channels/7/messages/8", "{\"content\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(
            OUTSIDE.discord("DELETE", "channels/10003/messages/8", "").json().path("code").asInt())
        .isEqualTo(10003);
  }

  @Test
  void aRefusalThatCannotBeReadIsFoundAtTheStart() {
    Settings settings = new Settings(1, 1, 1, true, Map.of("discord", Map.of("7", "gone")));

    assertThatThrownBy(() -> new Outside(settings)).hasMessageContaining("403 50013");
  }

  private static Outside.Reply create(String channel, String body) throws Exception {
    return OUTSIDE.discord("POST", "channels/" + channel + "/messages", body.replace('\'', '"'));
  }

  private static String says(String content) {
    return "{'content':'" + content + "'}";
  }

  private static String and(String fields) {
    return "{'content':'x'," + fields + "}";
  }

  private static String row(String components) {
    return and("'components':[{'type':1,'components':[" + components + "]}]");
  }

  private static String inRow(String field) {
    return "/components/0/components/0/" + field;
  }

  private static String select(String options) {
    return "{'type':3,'custom_id':'s','options':[" + options + "]}";
  }

  private static String buttons(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> BUTTON.formatted(1, "t", "a" + i))
        .collect(Collectors.joining(","));
  }
}
