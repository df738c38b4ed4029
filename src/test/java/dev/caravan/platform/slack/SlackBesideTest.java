package dev.caravan.platform.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.message.Mention.Kind;
import dev.caravan.platform.Deliveries;
import dev.caravan.store.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes with a text to Slack: images, links, people named, the message it answers to. */
class SlackBesideTest {
  private static final Attachment IMAGE =
      new Attachment("https://example.org/a.png?x=1", "Plan", null, "A plan");
  private static final Attachment FILE =
      new Attachment("https://example.org/b.pdf", "Report", "application/pdf", null);

  @Test
  void an_image_is_shown_and_another_file_is_a_link() {
    JsonNode request = posted(content(Format.PLAIN, List.of(IMAGE, FILE)));
    assertThat(SlackOracle.images(request))
        .containsExactly(entry("https://example.org/a.png?x=1", "A plan"));
    assertThat(SlackOracle.seen(request)).isEqualTo("See\n\nReport: https://example.org/b.pdf");
  }

  @Test
  void what_slack_does_not_show_is_a_link() {
    Attachment webp = new Attachment("https://example.org/a", null, "image/webp", null);
    Attachment endless =
        new Attachment("https://example.org/" + "a".repeat(3000) + ".png", "x", null, null);
    JsonNode request = posted(content(Format.PLAIN, List.of(webp, endless)));
    assertThat(request.has("blocks")).isFalse();
    assertThat(request.path("text").asText()).contains(webp.url(), endless.url());
  }

  @Test
  void images_that_were_refused_are_links_and_the_buttons_stay() {
    Content content =
        new Content(
            "See", Format.PLAIN, List.of(Deliveries.buttons(2)), extras(List.of(IMAGE), List.of()));
    JsonNode request = json(delivery(content, new Deed.Post()).withTextAlone());
    assertThat(SlackOracle.images(request)).isEmpty();
    assertThat(request.path("blocks").path(1).path("text").path("text").asText())
        .isEqualTo("Plan: " + IMAGE.url());
    assertThat(SlackOracle.payloads(request)).hasSize(2);
  }

  @Test
  void each_kind_of_mention_has_its_own_form() {
    Content content =
        named(
            Format.MARKDOWN,
            new Mention(Kind.USER, "U0123ABCD"),
            new Mention(Kind.ROLE, "S0123ABCD"),
            new Mention(Kind.EVERYONE, ""),
            new Mention(Kind.HERE, ""),
            new Mention(Kind.USER, "U0123ABCD"));
    assertThat(posted(content).path("text").asText())
        .isEqualTo("<@U0123ABCD> <!subteam^S0123ABCD> <!channel> <!here> *Hello*");
  }

  @Test
  void an_id_that_is_none_opens_no_command() {
    Content content =
        named(Format.PLAIN, new Mention(Kind.USER, "U1> <!channel"), new Mention(Kind.ROLE, "U1"));
    assertThat(posted(content).path("text").asText()).isEqualTo("**Hello**");
  }

  @Test
  void a_plain_text_names_people_in_a_section_of_its_own() {
    JsonNode request = posted(named(Format.PLAIN, new Mention(Kind.USER, "U0123ABCD")));
    assertThat(request.path("blocks").path(0).path("text").path("text").asText())
        .isEqualTo("<@U0123ABCD>");
    assertThat(request.path("blocks").path(1).path("text").path("type").asText())
        .isEqualTo("plain_text");
  }

  @Test
  void an_answer_goes_into_the_thread_of_what_it_answers_unless_another_is_named() {
    Content answer =
        new Content(
            "Hello", Format.PLAIN, List.of(), Extras.NONE.answering("C1/1700000000.000100"));
    assertThat(posted(answer).path("thread_ts").asText()).isEqualTo("1700000000.000100");
    Delivery threaded = Deliveries.of("slack", "C1", "1600000000.000100", answer, 0);
    assertThat(json(threaded).path("thread_ts").asText()).isEqualTo("1600000000.000100");
  }

  @Test
  void an_edit_takes_away_the_blocks_that_it_does_not_name() {
    JsonNode edit = json(delivery(Deliveries.plain("New"), new Deed.Edit("C1/1.000001")));
    assertThat(edit.path("blocks").isArray()).isTrue();
    assertThat(edit.path("blocks")).isEmpty();
  }

  @Test
  void previews_of_links_are_shown_where_they_are_asked_for() {
    Extras extras = new Extras(List.of(), List.of(), true, null, null);
    JsonNode request = posted(new Content("x", Format.PLAIN, List.of(), extras));
    assertThat(request.path("unfurl_links").asBoolean()).isTrue();
  }

  private static Content content(Format format, List<Attachment> attachments) {
    return new Content("See", format, List.<Action>of(), extras(attachments, List.of()));
  }

  private static Content named(Format format, Mention... mentions) {
    return new Content("**Hello**", format, List.of(), extras(List.of(), List.of(mentions)));
  }

  private static Extras extras(List<Attachment> attachments, List<Mention> mentions) {
    return new Extras(attachments, mentions, false, null, null);
  }

  private static JsonNode posted(Content content) {
    return json(delivery(content, new Deed.Post()));
  }

  private static Delivery delivery(Content content, Deed deed) {
    Delivery post = Deliveries.of("slack", "C1", null, content, 0);
    return new Delivery(post.message(), 0, 1, post.key(), deed);
  }

  private static JsonNode json(Delivery delivery) {
    return Json.read(
        new SlackPlatform().call(delivery, Deliveries.connection("slack")).json(), JsonNode.class);
  }
}
