package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessengerMessagesTest {
  private static final String PERSON = "5275811702471834";

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void aTextIsAnsweredWithThePersonAndItsOwnId() throws Exception {
    Outside.Reply first = messenger("'messaging_type':'RESPONSE','message':{'text':'Hello'}");
    Outside.Reply second = messenger("'message':{'text':'again','metadata':'key'}");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("recipient_id").asText()).isEqualTo(PERSON);
    assertThat(first.json().path("message_id").asText()).startsWith("m_");
    assertThat(second.json().path("message_id")).isNotEqualTo(first.json().path("message_id"));
    assertThat(kept(0).platformMessageId()).isEqualTo(first.json().path("message_id").asText());
    assertThat(kept(0).arrival().text()).isEqualTo("Hello");
    assertThat(kept(0).receivedAt()).isEqualTo(Outside.NOW);
  }

  @Test
  void whatCanBePressedIsKept() throws Exception {
    messenger(
        "'message':{'attachment':{'type':'template','payload':{'template_type':'button','text':'Well?','buttons':["
            + "{'type':'postback','title':'Yes','payload':'t1'},{'type':'web_url','title':'Look','url':'https://c.dev'}]}}}");
    messenger(
        "'message':{'text':'Where?','quick_replies':[{'content_type':'text','title':'Here','payload':'t2'}]}");

    assertThat(kept(0).arrival().text()).isEqualTo("Well?");
    assertThat(kept(0).arrival().actions())
        .containsExactly(
            new OfferedAction("button", "t1", "Yes", "t1"),
            new OfferedAction("link", null, "Look", "https://c.dev"));
    assertThat(kept(1).arrival().actions())
        .containsExactly(new OfferedAction("option", "t2", "Here", "t2"));
  }

  @Test
  void aFileIsKeptByItsAddress() throws Exception {
    messenger("'message':{'attachment':{'type':'image','payload':{'url':'https://c.dev/a.png'}}}");

    assertThat(kept(0).arrival().beside().files()).containsExactly("https://c.dev/a.png");
  }

  @Test
  void aClosedWindowLetsUtilityMessagesAndHumanAgentsPassAlone() throws Exception {
    String closed = "2018278";
    Outside.Reply response =
        GraphPosts.messenger(outside, closed, "'messaging_type':'RESPONSE','message':{'text':'x'}");
    Outside.Reply utility =
        GraphPosts.messenger(
            outside,
            closed,
            "'messaging_type':'UTILITY','message':{'template':{'name':'order','language':{'code':'en'},"
                + "'components':[{'type':'body','parameters':[{'type':'text','text':'confirmed'}]}]}}");
    Outside.Reply human =
        GraphPosts.messenger(
            outside,
            closed,
            "'messaging_type':'MESSAGE_TAG','tag':'HUMAN_AGENT','message':{'text':'x'}");

    assertThat(response.json().path("error").path("code").asInt()).isEqualTo(10);
    assertThat(response.json().path("error").path("error_subcode").asInt()).isEqualTo(2018278);
    assertThat(utility.status()).isEqualTo(200);
    assertThat(human.status()).isEqualTo(200);
    assertThat(kept(0).arrival().text()).isEqualTo("order: confirmed");
  }

  @Test
  void aSenderActionIsNoMessage() throws Exception {
    Outside.Reply typing = messenger("'sender_action':'typing_on'");

    assertThat(typing.json().toString()).isEqualTo("{\"recipient_id\":\"" + PERSON + "\"}");
    assertThat(outside.farSide.received().count(Wanted.ALL)).isZero();
  }

  @Test
  void thePageSaysWhoItIs() throws Exception {
    JsonNode page =
        outside
            .send(outside.to("/sandbox/messenger/v25.0/me?access_token=" + Tokens.MESSENGER).GET())
            .json();

    assertThat(page.path("id").asText()).isEqualTo(Tokens.MESSENGER_PAGE);
    assertThat(page.path("name").asText()).isEqualTo("Caravan");
  }

  private Outside.Reply messenger(String rest) throws Exception {
    return GraphPosts.messenger(outside, PERSON, rest);
  }

  private ReceivedMessage kept(int at) {
    return outside.farSide.received().list(Wanted.ALL, 0, 10).get(at);
  }
}
