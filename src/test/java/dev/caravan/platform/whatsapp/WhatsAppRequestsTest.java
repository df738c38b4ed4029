package dev.caravan.platform.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import dev.caravan.store.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WhatsApp is asked, beyond what every platform is. */
class WhatsAppRequestsTest {
  private static final WhatsAppPlatform WHATSAPP = new WhatsAppPlatform();

  @Test
  void a_text_is_previewed_only_where_it_was_asked_for_and_carries_its_key() {
    JsonNode plain = only(Deliveries.plain("See https://c.dev"));
    JsonNode previewed = only(with("See https://c.dev", extras(List.of(), true, null, null)));
    assertThat(plain.path("text").path("preview_url").asBoolean(true)).isFalse();
    assertThat(previewed.path("text").path("preview_url").asBoolean()).isTrue();
    assertThat(plain.path("biz_opaque_callback_data").asText()).isEqualTo("key");
  }

  @Test
  void an_answer_names_its_question_in_its_first_part_alone() {
    Content content = with("word ".repeat(1000), extras(List.of(), false, null, "wamid.IN"));
    List<JsonNode> parts = all(content);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).path("context").path("message_id").asText()).isEqualTo("wamid.IN");
    assertThat(parts.get(1).has("context")).isFalse();
    assertThat(WhatsAppOracle.seen(parts.get(0))).isNotBlank();
  }

  @Test
  void buttons_stand_under_a_last_part_that_is_short_enough_for_them() {
    List<JsonNode> parts = all(Deliveries.plain("word ".repeat(600), Deliveries.buttons(2)));
    assertThat(parts)
        .extracting(p -> p.path("type").asText())
        .containsExactly("text", "interactive");
    assertThat(parts.stream().map(WhatsAppOracle::seen).toList()).allMatch(text -> !text.isBlank());
  }

  @Test
  void titles_are_cut_to_twenty_characters_and_told_apart() {
    Action[] buttons = {
      button("a", "Approve the deployment of build 42", null),
      button("b", "Approve the deployment of build 43", null),
      button("c", " Never \n mind ", null)
    };
    assertThat(only(Deliveries.plain("Well?", buttons)).findValuesAsText("title"))
        .containsExactly("Approve the deploym…", "Approve the deplo… 2", "Never mind");
  }

  @Test
  void the_first_action_that_fits_says_of_which_kind_the_widgets_are() {
    Content mixed =
        Deliveries.plain(
            "Well?",
            button("l", "Look", "https://c.dev"),
            Deliveries.select(3),
            button("y", "Yes", null));
    JsonNode request = only(mixed);
    assertThat(request.path("interactive").path("type").asText()).isEqualTo("list");
    assertThat(request.path("interactive").path("action").path("button").asText())
        .isEqualTo("Where to");
    assertThat(WhatsAppOracle.seen(request)).isEqualTo("Well?\n\n1. Look: https://c.dev\n2. Yes");
  }

  @Test
  void a_link_alone_is_a_button_and_further_ones_are_lines() {
    JsonNode request =
        only(
            Deliveries.plain(
                "Well?",
                button("l", "Look at the whole report", "https://c.dev/1"),
                button("m", "More", "https://c.dev/2")));
    JsonNode interactive = request.path("interactive");
    assertThat(interactive.path("type").asText()).isEqualTo("cta_url");
    assertThat(interactive.path("body").path("text").asText())
        .isEqualTo("Well?\n\n1. More: https://c.dev/2");
    assertThat(interactive.path("action").path("name").asText()).isEqualTo("cta_url");
    assertThat(interactive.path("action").path("parameters").toString())
        .isEqualTo("{\"display_text\":\"Look at the whole r…\",\"url\":\"https://c.dev/1\"}");
  }

  @Test
  void a_long_entry_says_the_rest_of_its_label_below_its_title() {
    Action.Option option = new Action.Option("o", "The data centre in the north of the country");
    Action.Select select = new Action.Select("s", "In which of the data centres?", List.of(option));
    JsonNode request = only(Deliveries.plain("Well?", select));
    JsonNode row = request.findValue("rows").get(0);
    assertThat(row.path("title").asText()).isEqualTo("The data centre in the …").hasSize(24);
    assertThat(row.path("description").asText()).isEqualTo(option.label());
    assertThat(WhatsAppOracle.seen(request)).isEqualTo("Well?\n\nIn which of the data centres?:");
  }

  @Test
  void files_follow_their_text_and_what_whatsapp_does_not_take_is_a_link() {
    Content content =
        with(
            "Two files",
            extras(
                List.of(
                    new Attachment("https://c.dev/a.PNG?x=1", "a.png", null, "A curve"),
                    new Attachment("https://c.dev/r.pdf", null, "application/pdf", null),
                    new Attachment("https://c.dev/b.gif", null, null, "A cat")),
                false,
                null,
                null));
    List<JsonNode> parts = all(content);
    assertThat(WhatsAppOracle.seen(parts.get(0)))
        .isEqualTo("Two files\n\nA cat: https://c.dev/b.gif");
    assertThat(parts).hasSize(3);
    assertThat(WhatsAppOracle.seen(parts.get(1))).isEmpty();
    assertThat(parts.get(1).path("image").toString())
        .isEqualTo("{\"link\":\"https://c.dev/a.PNG?x=1\",\"caption\":\"A curve\"}");
    assertThat(WhatsAppOracle.seen(parts.get(2))).isEmpty();
    assertThat(parts.get(2).path("document").toString())
        .isEqualTo("{\"link\":\"https://c.dev/r.pdf\",\"filename\":\"r.pdf\"}");
  }

  @Test
  void a_file_that_was_refused_goes_as_its_address() {
    Attachment file = new Attachment("https://c.dev/a.png", "a.png", null, null);
    Content content = with("x", extras(List.of(file), false, null, null));
    Delivery refused = Deliveries.of("whatsapp", "16505551234", null, content, 1).withTextAlone();
    String json = WHATSAPP.call(refused, Deliveries.connection(WHATSAPP)).json();
    assertThat(WhatsAppOracle.seen(Json.read(json, JsonNode.class)))
        .isEqualTo("a.png: https://c.dev/a.png");
  }

  @Test
  void a_template_goes_out_alone_in_place_of_everything_else() {
    PlatformTemplate template =
        new PlatformTemplate("hub_alert", "en_US", List.of("job 42", "two\n\tlines      here"));
    Content content =
        new Content(
            "word ".repeat(5000),
            Format.PLAIN,
            List.of(Deliveries.buttons(2)),
            extras(
                List.of(new Attachment("https://c.dev/a.png", null, null, null)),
                false,
                template,
                "wamid.IN"));
    JsonNode request = only(content);
    assertThat(request.path("type").asText()).isEqualTo("template");
    assertThat(request.path("template").toString())
        .isEqualTo(
            "{\"name\":\"hub_alert\",\"language\":{\"code\":\"en_US\"},\"components\":[{\"type\":\"body\",\"parameters\":["
                + "{\"type\":\"text\",\"text\":\"job 42\"},{\"type\":\"text\",\"text\":\"two lines here\"}]}]}");
    assertThat(request.has("text") || request.has("context")).isFalse();
  }

  @Test
  void nothing_that_was_sent_is_altered_or_taken_back() {
    Delivery post = Deliveries.of("whatsapp", "16505551234", null, Deliveries.plain("x"), 0);
    for (Deed deed : List.of(new Deed.Edit("wamid.X"), new Deed.Recall("wamid.X"))) {
      assertThatThrownBy(
              () ->
                  WHATSAPP.call(
                      new Delivery(post.message(), 0, 1, "key", deed),
                      Deliveries.connection("whatsapp")))
          .isInstanceOf(NotSent.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+16505551234", "165055", "0165055512", "1650555123456789", "bob"})
  void a_recipient_is_digits_alone(String wrong) {
    assertThat(WHATSAPP.recipientFault(wrong)).get().asString().contains("example 16505551234");
  }

  private static Action button(String id, String label, @Nullable String url) {
    return new Action.Button(id, label, Action.Style.DEFAULT, url);
  }

  private static Content with(String text, Extras extras) {
    return new Content(text, Format.PLAIN, List.of(), extras);
  }

  private static Extras extras(
      List<Attachment> attachments,
      boolean preview,
      @Nullable PlatformTemplate template,
      @Nullable String answers) {
    return new Extras(attachments, List.of(), preview, template, answers);
  }

  private static JsonNode only(Content content) {
    assertThat(WHATSAPP.parts(content)).isEqualTo(1);
    return all(content).get(0);
  }

  private static List<JsonNode> all(Content content) {
    return IntStream.range(0, WHATSAPP.parts(content))
        .mapToObj(
            part ->
                WHATSAPP
                    .call(
                        Deliveries.of("whatsapp", "16505551234", null, content, part),
                        Deliveries.connection("whatsapp"))
                    .json())
        .map(json -> Json.read(json, JsonNode.class))
        .toList();
  }
}
