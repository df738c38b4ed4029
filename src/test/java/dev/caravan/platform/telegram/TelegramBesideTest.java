package dev.caravan.platform.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.message.Mention.Kind;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Deliveries;
import dev.caravan.store.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes with a text to Telegram: files, links, people named, the message it answers to. */
class TelegramBesideTest {
  private static final TelegramPlatform TELEGRAM = new TelegramPlatform();
  private static final Attachment PHOTO =
      new Attachment("https://example.org/a", "For @ann", "image/jpeg", null);
  private static final Attachment PDF =
      new Attachment("https://example.org/b.PDF?x", null, null, null);
  private static final Attachment TEXT =
      new Attachment("https://example.org/c.txt", "Notes", "text/plain", null);

  @Test
  void what_telegram_fetches_follows_the_text_and_the_rest_is_a_link() {
    Content content = with(PHOTO, PDF, TEXT);
    assertThat(TELEGRAM.parts(content)).isEqualTo(3);
    assertThat(text(post(content, 0))).isEqualTo("See\n\nNotes: https://example.org/c.txt");
    assertThat(post(content, 1).url()).endsWith("/sendPhoto");
    assertThat(TelegramOracle.photo(json(post(content, 1)))).isEqualTo(PHOTO.url());
    assertThat(json(post(content, 1)).path("caption").asText()).isEqualTo("For @\u2060ann");
    assertThat(post(content, 2).url()).endsWith("/sendDocument");
    assertThat(TelegramOracle.document(json(post(content, 2)))).isEqualTo(PDF.url());
    assertThat(json(post(content, 2)).has("caption")).isFalse();
  }

  @Test
  void a_file_that_was_not_fetched_is_a_link_in_its_place() {
    Delivery refused = delivery(with(PHOTO), 1, new Deed.Post()).withTextAlone();
    Call call = call(refused);
    assertThat(call.url()).endsWith("/sendMessage");
    assertThat(text(call)).isEqualTo("For @\u2060ann: https://example.org/a");
  }

  @Test
  void an_edited_file_is_another_file() {
    Call call = call(delivery(with(PDF), 1, new Deed.Edit("-5/42")));
    assertThat(call.url()).endsWith("/editMessageMedia");
    assertThat(json(call).path("media").path("media").asText()).isEqualTo(PDF.url());
    assertThat(json(call).path("media").path("type").asText()).isEqualTo("document");
  }

  @Test
  void people_are_named_by_number_or_by_name_and_crowds_not_at_all() {
    List<Mention> mentions =
        List.of(
            new Mention(Kind.USER, "123456789"),
            new Mention(Kind.USER, "@ann_b"),
            new Mention(Kind.USER, "ann_b"),
            new Mention(Kind.EVERYONE, ""),
            new Mention(Kind.ROLE, "7"),
            new Mention(Kind.USER, "5\"><b>"));
    Content content =
        new Content(
            "1 < 2 @bob",
            Format.PLAIN,
            List.of(),
            new Extras(List.of(), mentions, false, null, null));
    Call call = post(content, 0);
    assertThat(json(call).path("parse_mode").asText()).isEqualTo("HTML");
    assertThat(text(call))
        .isEqualTo("<a href=\"tg://user?id=123456789\">@123456789</a> @ann_b 1 &lt; 2 @\u2060bob");
    assertThat(TelegramOracle.seen(json(call))).isEqualTo("@123456789 @ann_b 1 < 2 @\u2060bob");
  }

  @Test
  void an_answer_names_its_message_and_does_not_insist_on_it() {
    Content content =
        new Content("x".repeat(5000), Format.PLAIN, List.of(), Extras.NONE.answering("-5/42"));
    assertThat(json(post(content, 0)).path("reply_parameters"))
        .isEqualTo(
            Json.read("{\"message_id\":42,\"allow_sending_without_reply\":true}", JsonNode.class));
    assertThat(json(post(content, 1)).has("reply_parameters")).isFalse();
  }

  @Test
  void previews_of_links_are_shown_where_they_are_asked_for() {
    Extras extras = new Extras(List.of(), List.of(), true, null, null);
    Call call = post(new Content("x", Format.PLAIN, List.of(), extras), 0);
    assertThat(json(call).path("link_preview_options").path("is_disabled").asBoolean(true))
        .isFalse();
  }

  @Test
  void an_edit_that_changes_nothing_and_a_recall_of_what_is_gone_are_done() {
    Deed edit = new Deed.Edit("-5/42");
    Deed recall = new Deed.Recall("-5/42");
    assertThat(read(edit, "message is not modified: x")).isEqualTo(new Sent(List.of("-5/42")));
    assertThat(read(recall, "message to delete not found")).isEqualTo(new Sent(List.of("-5/42")));
    assertThat(read(edit, "message to edit not found")).isInstanceOf(Rejected.class);
    assertThat(read(recall, "message can't be deleted")).isInstanceOf(Rejected.class);
  }

  private static Object read(Deed deed, String why) {
    String body = "{\"ok\":false,\"description\":\"Bad Request: " + why + "\"}";
    return TELEGRAM.read(delivery(Deliveries.plain("x"), 0, deed), new Answer(400, Map.of(), body));
  }

  private static Content with(Attachment... attachments) {
    return new Content(
        "See",
        Format.PLAIN,
        List.of(),
        new Extras(List.of(attachments), List.of(), false, null, null));
  }

  private static Call post(Content content, int part) {
    return call(delivery(content, part, new Deed.Post()));
  }

  private static Delivery delivery(Content content, int part, Deed deed) {
    Delivery post = Deliveries.of("telegram", "5", null, content, part);
    return new Delivery(post.message(), part, 1, post.key(), deed);
  }

  private static Call call(Delivery delivery) {
    return TELEGRAM.call(delivery, Deliveries.connection("telegram"));
  }

  private static JsonNode json(Call call) {
    return Json.read(call.json(), JsonNode.class);
  }

  private static String text(Call call) {
    return json(call).path("text").asText();
  }
}
