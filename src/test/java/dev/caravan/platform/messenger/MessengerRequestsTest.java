package dev.caravan.platform.messenger;

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

/** What Messenger is asked, beyond what every platform is. */
class MessengerRequestsTest {
  private static final MessengerPlatform MESSENGER = new MessengerPlatform();

  @Test
  void a_message_is_a_response_and_carries_its_key() {
    JsonNode request = only(Deliveries.plain("Hello"));
    assertThat(request.path("messaging_type").asText()).isEqualTo("RESPONSE");
    assertThat(request.path("message").path("metadata").asText()).isEqualTo("key");
  }

  @Test
  void markdown_reads_as_mere_text() {
    Content content =
        Deliveries.markdown("# Build **42**\n\n- [log](https://c.dev)\n\n```\na < b\n```");
    assertThat(MessengerOracle.seen(only(content)))
        .isEqualTo("Build 42\n\n• log (https://c.dev)\n\na < b");
  }

  @Test
  void an_answer_names_its_question_in_its_first_part_alone() {
    Content content = with("word ".repeat(500), extras(List.of(), null, "m_IN"));
    List<JsonNode> parts = all(content);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).path("reply_to").toString()).isEqualTo("{\"mid\":\"m_IN\"}");
    assertThat(parts.get(1).has("reply_to")).isFalse();
  }

  @Test
  void buttons_stand_under_a_last_part_that_is_short_enough_for_them() {
    List<JsonNode> parts = all(Deliveries.markdown("word ".repeat(300), Deliveries.buttons(2)));
    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(parts.get(0).path("message").path("text").asText()).isNotBlank();
    assertThat(MessengerOracle.seen(parts.get(parts.size() - 1))).isNotBlank();
  }

  @Test
  void links_and_buttons_stand_side_by_side() {
    JsonNode request =
        only(
            Deliveries.plain(
                "Well?",
                new Action.Button("y", "Yes", Action.Style.PRIMARY, null),
                new Action.Button("l", "Look", Action.Style.DEFAULT, "https://c.dev")));
    assertThat(request.findValue("buttons"))
        .extracting(button -> button.path("type").asText())
        .containsExactly("postback", "web_url");
    assertThat(MessengerOracle.seen(request)).isEqualTo("Well?");
  }

  @Test
  void a_select_becomes_quick_replies_under_a_text_of_full_length() {
    JsonNode request = only(Deliveries.plain("x".repeat(1900), Deliveries.select(13)));
    assertThat(request.path("message").path("quick_replies")).hasSize(13);
    assertThat(MessengerOracle.seen(request)).endsWith("\n\nWhere to:");
  }

  @Test
  void the_first_action_that_fits_says_of_which_kind_the_widgets_are() {
    JsonNode request =
        only(
            Deliveries.plain(
                "Well?",
                Deliveries.select(14),
                Deliveries.select(2),
                new Action.Button("y", "Yes", Action.Style.PRIMARY, null)));
    assertThat(request.path("message").path("quick_replies")).hasSize(2);
    assertThat(MessengerOracle.seen(request)).contains("\n14. Where to: Place 14\n15. Yes");
  }

  @Test
  void files_follow_their_text() {
    Content content =
        with(
            "Files",
            extras(
                List.of(
                    new Attachment("https://c.dev/a.PNG?x=1", null, null, null),
                    new Attachment("https://c.dev/a", null, "image/webp", null),
                    new Attachment("https://c.dev/a.webp", null, null, null),
                    new Attachment("https://c.dev/r.pdf", null, "application/pdf", null)),
                null,
                null));
    List<JsonNode> parts = all(content);
    parts.forEach(MessengerOracle::seen);
    assertThat(parts.subList(1, 5))
        .extracting(part -> part.path("message").path("attachment").path("type").asText())
        .containsExactly("image", "file", "file", "file");
  }

  @Test
  void a_file_that_was_refused_goes_as_its_address() {
    Attachment file = new Attachment("https://c.dev/a.png", "a.png", null, null);
    Content content = with("x", extras(List.of(file), null, null));
    Delivery refused =
        Deliveries.of("messenger", "5275811702471834", null, content, 1).withTextAlone();
    String json = MESSENGER.call(refused, Deliveries.connection(MESSENGER)).json();
    assertThat(MessengerOracle.seen(Json.read(json, JsonNode.class)))
        .isEqualTo("a.png: https://c.dev/a.png");
  }

  @Test
  void a_template_goes_out_alone_as_a_utility_message() {
    Content content =
        new Content(
            "word ".repeat(5000),
            Format.PLAIN,
            List.of(Deliveries.buttons(2)),
            extras(
                List.of(new Attachment("https://c.dev/a.png", null, null, null)),
                new PlatformTemplate("order_update", "en", List.of("confirmed")),
                "m_IN"));
    JsonNode request = only(content);
    assertThat(request.path("messaging_type").asText()).isEqualTo("UTILITY");
    assertThat(request.path("message").path("template").toString())
        .isEqualTo(
            "{\"name\":\"order_update\",\"language\":{\"code\":\"en\"},\"components\":[{\"type\":\"body\",\"parameters\":["
                + "{\"type\":\"text\",\"text\":\"confirmed\"}]}]}");
    assertThat(request.has("reply_to") || request.path("message").has("text")).isFalse();
  }

  @Test
  void a_template_without_parameters_has_no_components() {
    Content content =
        with("x", extras(List.of(), new PlatformTemplate("hello", "en", List.of()), null));
    assertThat(only(content).path("message").path("template").toString())
        .isEqualTo("{\"name\":\"hello\",\"language\":{\"code\":\"en\"}}");
  }

  @Test
  void nothing_that_was_sent_is_altered_or_taken_back() {
    Delivery post = Deliveries.of("messenger", "5275811702471834", null, Deliveries.plain("x"), 0);
    for (Deed deed : List.of(new Deed.Edit("m_X"), new Deed.Recall("m_X"))) {
      assertThatThrownBy(
              () ->
                  MESSENGER.call(
                      new Delivery(post.message(), 0, 1, "key", deed),
                      Deliveries.connection("messenger")))
          .isInstanceOf(NotSent.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+16505551234", "0123", "someone", "123456789012345678901"})
  void a_recipient_is_a_number(String wrong) {
    assertThat(MESSENGER.recipientFault(wrong)).get().asString().contains("example");
  }

  private static Content with(String text, Extras extras) {
    return new Content(text, Format.PLAIN, List.of(), extras);
  }

  private static Extras extras(
      List<Attachment> attachments, @Nullable PlatformTemplate template, @Nullable String answers) {
    return new Extras(attachments, List.of(), false, template, answers);
  }

  private static JsonNode only(Content content) {
    assertThat(MESSENGER.parts(content)).isEqualTo(1);
    return all(content).get(0);
  }

  private static List<JsonNode> all(Content content) {
    return IntStream.range(0, MESSENGER.parts(content))
        .mapToObj(
            part ->
                MESSENGER
                    .call(
                        Deliveries.of("messenger", "5275811702471834", null, content, part),
                        Deliveries.connection("messenger"))
                    .json())
        .map(json -> Json.read(json, JsonNode.class))
        .toList();
  }
}
