package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhatsAppMessagesTest {
  private static final String PERSON = "16505551234";

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void anAcceptedTextIsAnsweredWithThePersonsIdAndItsOwn() throws Exception {
    Outside.Reply first = text("+1 (650) 555-1234", "Hello *you*");
    Outside.Reply second = text(PERSON, "again");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("messaging_product").asText()).isEqualTo("whatsapp");
    assertThat(first.json().path("contacts").get(0).path("input").asText())
        .isEqualTo("+1 (650) 555-1234");
    assertThat(first.json().path("contacts").get(0).path("wa_id").asText()).isEqualTo(PERSON);
    assertThat(id(first)).startsWith("wamid.").hasSizeLessThanOrEqualTo(128);
    assertThat(id(second)).isNotEqualTo(id(first));
    ReceivedMessage kept = kept(0);
    assertThat(kept.platformMessageId()).isEqualTo(id(first));
    assertThat(kept.arrival().text()).isEqualTo("Hello *you*");
    assertThat(kept.arrival().place().conversation()).isEqualTo(PERSON);
    assertThat(kept.receivedAt()).isEqualTo(Outside.NOW);
  }

  @Test
  void whatCanBePressedIsKept() throws Exception {
    String body =
        "'type':'interactive','interactive':{'type':'%s','body':{'text':'Well?'},'action':%s}";
    whatsapp(
        body.formatted(
            "button",
            "{'buttons':[{'type':'reply','reply':{'id':'t1','title':'Yes'}},{'type':'reply','reply':{'id':'t2','title':'No'}}]}"));
    whatsapp(
        body.formatted(
            "list",
            "{'button':'Where','sections':[{'rows':[{'id':'t3','title':'Here','description':'d'}]}]}"));
    whatsapp(
        body.formatted(
            "cta_url",
            "{'name':'cta_url','parameters':{'display_text':'Look','url':'https://c.dev'}}"));

    assertThat(kept(0).arrival().actions())
        .containsExactly(
            new OfferedAction("button", "t1", "Yes", "t1"),
            new OfferedAction("button", "t2", "No", "t2"));
    assertThat(kept(1).arrival().actions())
        .containsExactly(new OfferedAction("option", "t3", "Here", "t3"));
    assertThat(kept(2).arrival().actions())
        .containsExactly(new OfferedAction("link", null, "Look", "https://c.dev"));
    assertThat(kept(2).arrival().text()).isEqualTo("Well?");
  }

  @Test
  void aFileIsKeptByItsAddressWithItsCaption() throws Exception {
    whatsapp("'type':'image','image':{'link':'https://c.dev/a.png','caption':'A curve'}");
    whatsapp("'type':'document','document':{'link':'https://c.dev/r.pdf','filename':'r.pdf'}");

    assertThat(kept(0).arrival().beside().files()).containsExactly("https://c.dev/a.png");
    assertThat(kept(0).arrival().text()).isEqualTo("A curve");
    assertThat(kept(1).arrival().beside().files()).containsExactly("https://c.dev/r.pdf");
  }

  @Test
  void aTemplateIsShownAsItsNameAndItsParameters() throws Exception {
    Outside.Reply reply =
        whatsapp(
            "'type':'template','template':{'name':'hub_alert','language':{'code':'en_US'},"
                + "'components':[{'type':'body','parameters':[{'type':'text','text':'job 42'},{'type':'text','text':'late'}]}]}");

    assertThat(reply.json().path("messages").get(0).path("message_status").asText())
        .isEqualTo("accepted");
    assertThat(kept(0).arrival().text()).isEqualTo("hub_alert: job 42, late");
  }

  @Test
  void aReplyNamesTheMessageThatItAnswersTo() throws Exception {
    assertThat(
            whatsapp("'context':{'message_id':'wamid.X'},'type':'text','text':{'body':'re'}")
                .status())
        .isEqualTo(200);
    assertThat(kept(0).arrival().raw()).contains("wamid.X");
  }

  @Test
  void aClosedWindowLetsTemplatesPassAlone() throws Exception {
    String closed = "15550131047";
    Outside.Reply free = text(closed, "Hello");
    Outside.Reply template =
        GraphPosts.whatsapp(
            outside,
            closed,
            "'type':'template','template':{'name':'hello','language':{'code':'en'}}");

    assertThat(free.json().path("error").path("code").asInt()).isEqualTo(131047);
    assertThat(free.json().path("error").path("error_data").path("details").asText())
        .contains("24 hours");
    assertThat(template.status()).isEqualTo(200);
    assertThat(kept(0).arrival().text()).isEqualTo("hello");
  }

  @Test
  void theNumberSaysWhoItIs() throws Exception {
    JsonNode number =
        outside
            .send(
                outside
                    .to("/sandbox/whatsapp/v23.0/" + Tokens.WHATSAPP_NUMBER)
                    .header("Authorization", "Bearer " + Tokens.WHATSAPP)
                    .GET())
            .json();

    assertThat(number.path("id").asText()).isEqualTo(Tokens.WHATSAPP_NUMBER);
    assertThat(number.path("display_phone_number").asText()).isEqualTo("+1 555-010-0000");
  }

  private Outside.Reply text(String to, String text) throws Exception {
    return GraphPosts.whatsapp(outside, to, "'type':'text','text':{'body':'" + text + "'}");
  }

  private Outside.Reply whatsapp(String rest) throws Exception {
    return GraphPosts.whatsapp(outside, PERSON, rest);
  }

  private static String id(Outside.Reply reply) {
    return reply.json().path("messages").get(0).path("id").asText();
  }

  private ReceivedMessage kept(int at) {
    return outside.farSide.received().list(Wanted.ALL, 0, 10).get(at);
  }
}
