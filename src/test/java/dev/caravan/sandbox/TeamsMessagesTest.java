package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeamsMessagesTest {
  private static final String CHANNEL = "19%3Aabc%40thread.tacv2";

  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void a_message_is_named_and_kept_as_its_reader_sees_it() throws Exception {
    Outside.Reply reply =
        outside.teams(
            "POST",
            "19%3Aabc%40thread.tacv2%3Bmessageid%3D7/activities",
            """
            {"type": "message", "textFormat": "xml",
             "text": "<at>Ann</at> <strong>1 &lt; 2</strong><br/>\u00A0a<pre>b\\n c</pre>d"}
            """);

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().path("id").asText()).isEqualTo("1772366400000");
    Arrival arrival = only().arrival();
    assertThat(arrival.text()).isEqualTo("Ann 1 < 2\n a\nb\n c\nd");
    assertThat(arrival.place())
        .isEqualTo(
            new Arrival.Place("19:abc@thread.tacv2", "19:abc@thread.tacv2;messageid=7", "7"));
    assertThat(arrival.beside().notified()).isEmpty();
  }

  @Test
  void ids_grow_even_while_the_clock_stands_still() throws Exception {
    post("{'type':'message','text':'a'}");

    assertThat(post("{'type':'message','text':'b'}").json().path("id").asText())
        .isEqualTo("1772366400001");
  }

  @Test
  void only_an_entity_that_repeats_a_part_of_the_text_notifies() throws Exception {
    post(
        """
        {'type':'message','text':'<at>Ann</at> and <at>Bob</at>','entities':[
          {'type':'mention','text':'<at>Ann</at>','mentioned':{'id':'29:1ann','name':'Ann'}},
          {'type':'mention','text':'<at>Eve</at>','mentioned':{'id':'29:1eve','name':'Eve'}}]}
        """);

    assertThat(only().arrival().beside().notified()).containsExactly("29:1ann");
  }

  @Test
  void a_card_shows_its_text_its_images_and_what_can_be_pressed() throws Exception {
    Outside.Reply reply =
        post(
            card(
                """
                {'type':'TextBlock','text':'<at>Ann</at>'},
                {'type':'RichTextBlock','inlines':['Dep',{'type':'TextRun','text':'loy <at>Bob</at>?'}]},
                {'type':'Image','url':'https://c.dev/a.png','altText':'A'},
                {'type':'Input.ChoiceSet','id':'sel','choices':[{'title':'A','value':'o1'},{'title':'B','value':'o2'}]},
                {'type':'ActionSet','actions':[{'type':'Action.Submit','title':'OK','data':{'token':'sel'}}]},
                {'type':'ActionSet','actions':[
                  {'type':'Action.Submit','title':'Yes','data':{'token':'t1'}},
                  {'type':'Action.OpenUrl','title':'See','url':'https://c.dev'}]}
                """));

    assertThat(reply.status()).as(reply.whole().body()).isEqualTo(201);
    Arrival arrival = only().arrival();
    assertThat(arrival.text()).isEqualTo("Ann\nDeploy <at>Bob</at>?");
    assertThat(arrival.beside().files()).containsExactly("https://c.dev/a.png");
    assertThat(arrival.beside().notified()).containsExactly("29:1ann");
    assertThat(arrival.actions())
        .containsExactly(
            new OfferedAction("option", "sel", "A", "o1"),
            new OfferedAction("option", "sel", "B", "o2"),
            new OfferedAction("button", null, "Yes", "t1"),
            new OfferedAction("link", null, "See", "https://c.dev"));
  }

  @Test
  void a_text_beside_a_card_is_taken_but_not_named() throws Exception {
    String both =
        card("{'type':'TextBlock','text':'x'}")
            .replace("'type':'message',", "'type':'message','text':'y',");
    Outside.Reply reply = post(both);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().has("id")).isFalse();
    assertThat(only().arrival().text()).isEqualTo("y");
  }

  @Test
  void a_message_is_edited_and_then_deleted_by_its_own_id() throws Exception {
    String id = post("{'type':'message','text':'old'}").json().path("id").asText();
    String path = CHANNEL + "/activities/" + id;

    Outside.Reply edited =
        outside.teams("PUT", path, "{\"type\":\"message\",\"id\":\"1\",\"text\":\"new\"}");
    Outside.Reply deleted = outside.teams("DELETE", path, "");
    Outside.Reply again = outside.teams("DELETE", path, "");
    Outside.Reply answer =
        outside.teams("POST", path, "{\"type\":\"message\",\"text\":\"to what is gone\"}");

    assertThat(edited.json().path("id").asText()).isEqualTo(id);
    assertThat(deleted.status()).isEqualTo(200);
    for (Outside.Reply late : List.of(again, answer)) {
      assertThat(late.status()).isEqualTo(404);
      assertThat(late.json().at("/error/code").asText())
          .isEqualTo("ActivityNotFoundInConversation");
    }
    assertThat(only().arrival().text()).isEqualTo("new");
    assertThat(only().deleted()).isTrue();
  }

  @Test
  void a_persons_message_that_the_sandbox_never_saw_can_be_answered() throws Exception {
    assertThat(
            outside
                .teams(
                    "POST",
                    CHANNEL + "/activities/1485983408511",
                    "{\"type\":\"message\",\"text\":\"re\",\"replyToId\":\"1485983408511\"}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void the_members_of_a_conversation_are_named() throws Exception {
    assertThat(
            outside
                .send(
                    outside
                        .to("/sandbox/teams/v3/conversations/" + CHANNEL + "/pagedmembers")
                        .header("Authorization", "Bearer " + outside.teamsToken())
                        .GET())
                .json()
                .path("members"))
        .hasSize(1);
  }

  private Outside.Reply post(String json) throws Exception {
    return outside.teams("POST", CHANNEL + "/activities", json.replace('\'', '"'));
  }

  private static String card(String body) {
    return "{'type':'message','attachments':[{'contentType':'application/vnd.microsoft.card.adaptive',"
        + "'content':{'type':'AdaptiveCard','version':'1.5','msteams':{'entities':["
        + "{'type':'mention','text':'<at>Ann</at>','mentioned':{'id':'29:1ann'}},"
        + "{'type':'mention','text':'<at>Bob</at>','mentioned':{'id':'29:1bob'}}]},'body':["
        + body
        + "]}}]}";
  }

  private ReceivedMessage only() {
    List<ReceivedMessage> kept = outside.farSide.received().list(Wanted.ALL, 0, 10);
    assertThat(kept).hasSize(1);
    return kept.get(0);
  }
}
