package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of a message to the pretend Slack, and whom it notifies. */
class SlackSightTest {
  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "a &lt;b&gt; &amp;amp; c ¦ a <b> &amp; c ¦ ''",
        "<https://e.org|here> and <https://e.org> ¦ here and https://e.org ¦ ''",
        "<@U1> <!here> <!subteam^S1|team> ¦ @U1 @here team ¦ 'U1,here,S1'",
        "&lt;!here&gt; @here <#C1> ¦ <!here> @here #C1 ¦ ''",
        "<!channel|x> <!everyone> ¦ x @everyone ¦ 'channel,everyone'"
      })
  void commandsAreReadAsSlackReadsThem(String text, String seen, String notified) throws Exception {
    Arrival arrival = post("{'channel':'C1','text':'" + text + "'}");

    assertThat(arrival.text()).isEqualTo(seen);
    assertThat(String.join(",", arrival.beside().notified())).isEqualTo(notified);
  }

  @Test
  void namesAreCommandsWhereTheyAreToBeLinked() throws Exception {
    Arrival arrival = post("{'channel':'C1','text':'@here @ann a@b.org','link_names':true}");

    assertThat(arrival.beside().notified()).containsExactly("here", "ann");
  }

  @Test
  void blocksStandInThePlaceOfTheText() throws Exception {
    Arrival arrival =
        post(
            "{'channel':'C1','text':'notice','blocks':["
                + "{'type':'section','text':{'type':'mrkdwn','text':'&lt;a&gt; <@U1> @here','verbatim':true}},"
                + "{'type':'section','text':{'type':'plain_text','text':'&lt; <@U2>'}},"
                + "{'type':'image','image_url':'https://e.org/a.png','alt_text':'a'}]}");

    assertThat(arrival.text()).isEqualTo("<a> @U1 @here\n&lt; <@U2>");
    assertThat(arrival.beside().notified()).containsExactly("U1");
    assertThat(arrival.beside().files()).containsExactly("https://e.org/a.png");
  }

  @Test
  void aSectionThatIsNotVerbatimLooksForCrowds() throws Exception {
    Arrival arrival =
        post(
            "{'channel':'C1','blocks':[{'type':'section','text':{'type':'mrkdwn','text':'@here'}}]}");

    assertThat(arrival.beside().notified()).containsExactly("here");
  }

  @Test
  void anImageThatCannotBeFetchedIsRefused() throws Exception {
    Outside.Reply reply =
        outside.slack(
            "chat.postMessage",
            "{'channel':'C1','text':'x','blocks':[{'type':'image','image_url':'https://e.invalid/a','alt_text':'a'}]}"
                .replace('\'', '"'));

    assertThat(reply.json().path("response_metadata").path("messages").path(0).asText())
        .isEqualTo("[ERROR] downloading image failed [json-pointer:/blocks/0/image_url]");
  }

  private Arrival post(String body) throws Exception {
    assertThat(
            outside
                .slack("chat.postMessage", body.replace('\'', '"'))
                .json()
                .path("ok")
                .asBoolean())
        .isTrue();
    return outside.farSide.received().list(Wanted.ALL, 0, 1).get(0).arrival();
  }
}
