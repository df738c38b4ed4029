package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files by their address to the pretend Telegram, and whom a message to it notifies. */
class TelegramMediaTest {
  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void aPhotoIsKeptWithItsAddressAndItsCaption() throws Exception {
    JsonNode result =
        done("sendPhoto", "{'chat_id':5,'photo':'https://e.org/a.png','caption':'A'}");

    assertThat(result.path("photo").path(0).path("file_id").asText()).isNotEmpty();
    assertThat(result.path("caption").asText()).isEqualTo("A");
    assertThat(arrived().text()).isEqualTo("A");
    assertThat(arrived().beside().files()).containsExactly("https://e.org/a.png");
  }

  @Test
  void aDocumentNeedsNoCaptionAndIsReplacedByAnother() throws Exception {
    done("sendDocument", "{'chat_id':5,'document':'https://e.org/a.pdf'}");
    JsonNode edited =
        done(
            "editMessageMedia",
            "{'chat_id':5,'message_id':1,'media':{'type':'document','media':'https://e.org/b.pdf'}}");

    assertThat(edited.path("document").path("file_id").asText()).isNotEmpty();
    assertThat(arrived().beside().files()).containsExactly("https://e.org/b.pdf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "sendPhoto ¦ {'chat_id':5} ¦ there is no photo in the request",
        "sendPhoto ¦ {'chat_id':5,'photo':'abc'} ¦ wrong remote file identifier specified: Wrong string length",
        "sendPhoto ¦ {'chat_id':5,'photo':'https://e.invalid/a'} ¦ failed to get HTTP URL content",
        "sendPhoto ¦ {'chat_id':5,'photo':'https://e.org/a','text':'x'} ¦ unknown field text",
        "sendDocument ¦ {'chat_id':5,'document':'https://e.org/a','parse_mode':'HTML','caption':'<b>'} ¦ can't parse entities: Can't find end tag corresponding to start tag \"b\" at byte offset 3",
        "editMessageText ¦ {'chat_id':5,'message_id':1,'text':'x'} ¦ there is no text in the message to edit",
        "editMessageMedia ¦ {'chat_id':5,'message_id':1} ¦ object expected as media"
      })
  void aFileIsRefusedInTheWordsOfTheRealApi(String method, String body, String why)
      throws Exception {
    done("sendPhoto", "{'chat_id':5,'photo':'https://e.org/a.png'}");

    Outside.Reply reply = outside.telegram(method, body.replace('\'', '"'));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("description").asText()).isEqualTo("Bad Request: " + why);
  }

  @Test
  void aCaptionIsShorterThanAText() throws Exception {
    String body = "{'chat_id':5,'photo':'https://e.org/a','caption':'" + "x".repeat(1_025) + "'}";

    assertThat(
            outside
                .telegram("sendPhoto", body.replace('\'', '"'))
                .json()
                .path("description")
                .asText())
        .isEqualTo("Bad Request: message caption is too long");
  }

  @Test
  void peopleAreNotifiedByNumberAndByNameButNotInCode() throws Exception {
    JsonNode result =
        done(
            "sendMessage",
            "{'chat_id':5,'parse_mode':'HTML','text':'<a href=\\\"tg://user?id=7\\\">Ann</a> @bob_b <code>@eve_e</code> a@b.org @\u2060zed'}");

    assertThat(result.path("entities").path(0).path("type").asText()).isEqualTo("text_mention");
    assertThat(result.path("entities").path(0).path("user").path("id").asLong()).isEqualTo(7);
    assertThat(arrived().beside().notified()).containsExactly("7", "bob_b");
  }

  @Test
  void oneChatTakesNoMarkup() throws Exception {
    String plain = "{'chat_id':406,'text':'x'}";
    String html = "{'chat_id':406,'text':'<b>x</b>','parse_mode':'HTML'}";

    assertThat(outside.telegram("sendMessage", plain.replace('\'', '"')).status()).isEqualTo(200);
    assertThat(
            outside
                .telegram("sendMessage", html.replace('\'', '"'))
                .json()
                .path("description")
                .asText())
        .startsWith("Bad Request: can't parse entities");
  }

  private JsonNode done(String method, String body) throws Exception {
    Outside.Reply reply = outside.telegram(method, body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.whole().body()).isEqualTo(200);
    return reply.json().path("result");
  }

  private Arrival arrived() {
    return outside.farSide.received().list(Wanted.ALL, 0, 1).get(0).arrival();
  }
}
