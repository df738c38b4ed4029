package dev.caravan.platform.discord;

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
import dev.caravan.message.Mention;
import dev.caravan.platform.Call;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import dev.caravan.store.Json;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Discord is asked, beyond what is asked of every platform. */
class DiscordRequestsTest {
  private static final String CHANNEL = "290926798999357250";
  private static final String LINK = "https://c.dev";
  private static final Attachment IMAGE =
      new Attachment("https://c.dev/a.png", "a.png", "image/png", "A chart");
  private static final Attachment FILE =
      new Attachment("https://c.dev/a.pdf", "The report", "application/pdf", null);

  private final DiscordPlatform discord = new DiscordPlatform();

  @Test
  void every_call_has_the_token_and_the_user_agent_that_discord_demands() {
    Call call = call(delivery(Deliveries.plain("x"), null), new Deed.Post());

    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.url())
        .isEqualTo("http://far.invalid/api/v10/channels/" + CHANNEL + "/messages");
    assertThat(call.headers()).containsEntry("Authorization", "Bot " + Deliveries.TOKEN);
    assertThat(call.headers().get("User-Agent")).matches("DiscordBot \\(https://\\S+, \\S+\\)");
  }

  @Test
  void an_edit_and_a_recall_name_the_message_by_its_channel_and_its_id() {
    Call edit = call(delivery(Deliveries.plain("new"), null), new Deed.Edit("7/11"));
    Call recall = call(delivery(Deliveries.plain("x"), null), new Deed.Recall("7/11"));

    assertThat(edit.method() + " " + edit.url())
        .isEqualTo("PATCH http://far.invalid/api/v10/channels/7/messages/11");
    JsonNode body = Json.read(edit.json(), JsonNode.class);
    assertThat(body.path("content").asText()).isEqualTo("new");
    // What was there and is not any more must be said to be empty.
    assertThat(body.path("components").isEmpty() && body.path("embeds").isEmpty()).isTrue();
    assertThat(body.has("components") && body.has("embeds") && !body.has("nonce")).isTrue();
    assertThat(recall.method() + " " + recall.url())
        .isEqualTo("DELETE http://far.invalid/api/v10/channels/7/messages/11");
    assertThat(recall.json()).isEmpty();
    assertThat(discord.probe(Deliveries.connection("discord")).orElseThrow().url())
        .isEqualTo("http://far.invalid/api/v10/users/@me");
  }

  @Test
  void what_is_no_id_never_becomes_a_part_of_an_address() {
    for (String id : List.of("../users", "7", "7/", "7/11?x", "/11")) {
      assertThatThrownBy(() -> call(delivery(Deliveries.plain("x"), null), new Deed.Recall(id)))
          .isInstanceOf(NotSent.class);
    }
  }

  @Test
  void the_nonce_is_the_same_on_every_try_and_another_for_every_part() {
    Content content = Deliveries.plain("x");
    Delivery first = delivery(content, null);
    Delivery again = new Delivery(first.message(), 0, 2, first.key());
    Delivery other = new Delivery(first.message(), 0, 1, first.key() + ".1");

    assertThat(body(again).path("nonce")).isEqualTo(body(first).path("nonce"));
    assertThat(body(other).path("nonce")).isNotEqualTo(body(first).path("nonce"));
    assertThat(body(first).path("nonce").asText()).hasSize(25);
    assertThat(body(first).path("enforce_nonce").asBoolean()).isTrue();
  }

  @Test
  void only_the_messages_mentions_notify_and_only_before_its_first_part() {
    Content content =
        with(
            "<@99> @everyone " + "words ".repeat(500),
            List.of(),
            List.of(
                new Mention(Mention.Kind.USER, "1"),
                new Mention(Mention.Kind.ROLE, "2"),
                new Mention(Mention.Kind.USER, "Ann")),
            false);
    JsonNode first = body(delivery(content, null));
    JsonNode second = body(delivery(content, null, 1));

    assertThat(first.path("content").asText()).startsWith("<@1> <@&2> \\<@99> @everyone words");
    assertThat(first.path("allowed_mentions").toString())
        .isEqualTo("{\"parse\":[],\"users\":[\"1\"],\"roles\":[\"2\"],\"replied_user\":false}");
    assertThat(second.path("allowed_mentions").toString())
        .isEqualTo("{\"parse\":[],\"replied_user\":false}");
    assertThat(first.path("content").asText().length()).isLessThanOrEqualTo(2000);
  }

  @Test
  void a_crowd_is_called_by_a_mass_mention_alone_and_not_once_more_by_the_text() {
    Content content =
        with(
            "> @everyone: " + "@here ".repeat(600),
            List.of(),
            List.of(new Mention(Mention.Kind.HERE, "")),
            false);
    JsonNode first = body(delivery(content, null));

    assertThat(first.path("allowed_mentions").path("parse").toString()).isEqualTo("[\"everyone\"]");
    assertThat(first.path("content").asText())
        .startsWith("@here \\> @\u2060everyone: @\u2060here ")
        .satisfies(said -> assertThat(said.split("@here", -1)).hasSize(2));
    assertThat(first.path("content").asText().length()).isLessThanOrEqualTo(2000);
  }

  @Test
  void a_hundred_mentions_leave_half_the_message_to_its_text() {
    List<Mention> crowd =
        IntStream.range(0, 100)
            .mapToObj(i -> new Mention(Mention.Kind.USER, "11900000000000000" + (10 + i)))
            .toList();
    Content content = with("words ".repeat(400), List.of(), crowd, false);
    JsonNode first = body(delivery(content, null));

    assertThat(first.path("allowed_mentions").path("users").size()).isBetween(40, 100);
    assertThat(first.path("content").asText().length()).isBetween(1900, 2000);
  }

  @Test
  void links_show_no_preview_unless_the_message_asks_for_it() {
    assertThat(body(delivery(Deliveries.plain(LINK), null)).path("flags").asInt()).isEqualTo(4);
    JsonNode asked = body(delivery(with(LINK, List.of(), List.of(), true), null));
    assertThat(asked.path("flags").asInt()).isZero();
    assertThat(asked.path("content").asText()).isEqualTo(LINK);
  }

  @Test
  void an_image_is_an_embed_and_the_links_beside_it_show_no_preview_by_their_brackets() {
    JsonNode body = body(delivery(with(LINK, List.of(IMAGE, FILE), List.of(), false), null));

    assertThat(DiscordOracle.embeds(body))
        .extracting(embed -> embed.getImage().getUrl())
        .containsExactly(IMAGE.url());
    assertThat(body.path("embeds").path(0).path("image").path("description").asText())
        .isEqualTo("A chart");
    // The flag would hide the image.
    assertThat(body.path("flags").asInt()).isZero();
    assertThat(body.path("content").asText())
        .isEqualTo("<https://c.dev>\n\nThe report: <https://c.dev/a.pdf>");
  }

  @Test
  void images_stand_with_the_last_part_and_beyond_ten_they_are_links() {
    List<Attachment> images =
        IntStream.range(0, 12)
            .mapToObj(i -> new Attachment(LINK + "/" + i + ".png", null, null, null))
            .toList();
    List<Attachment> all =
        Stream.concat(
                images.stream(),
                Stream.of(images.get(0), new Attachment("http:///x.png", null, null, null)))
            .toList();
    Content content = with("words ".repeat(400), all, List.of(), false);
    List<JsonNode> parts =
        IntStream.range(0, discord.parts(content))
            .mapToObj(part -> body(delivery(content, null, part)))
            .toList();

    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).path("embeds")).isEmpty();
    assertThat(DiscordOracle.embeds(parts.get(1)))
        .extracting(MessageEmbed::getImage)
        .hasSize(10)
        .doesNotHaveDuplicates();
    assertThat(parts.get(1).path("content").asText())
        .contains("<https://c.dev/10.png>", "<https://c.dev/11.png>", "http:///x.png");
  }

  @Test
  void buttons_fill_rows_of_five_and_a_select_takes_one() {
    Action[] actions =
        Stream.of(
                Stream.of(Deliveries.buttons(7)),
                Stream.of(Deliveries.select(3)),
                Stream.of(
                    new Action.Button("see", "See", Action.Style.DEFAULT, LINK),
                    new Action.Button(
                        "no", "Long", Action.Style.DEFAULT, LINK + "/" + "x".repeat(512)),
                    new Action.Button("stop", "Stop", Action.Style.DANGER, null)))
            .flatMap(stream -> stream)
            .toArray(Action[]::new);
    JsonNode body = body(delivery(Deliveries.plain("Which?", actions), null));

    assertThat(body.path("components"))
        .extracting(r -> r.path("components").size())
        .containsExactly(5, 4, 1);
    JsonNode second = body.path("components").path(1).path("components");
    assertThat(second.path(2).toString())
        .isEqualTo("{\"type\":2,\"style\":5,\"label\":\"See\",\"url\":\"https://c.dev\"}");
    assertThat(second.path(3).path("style").asInt()).isEqualTo(4);
    assertThat(body.path("content").asText()).contains("1\\. Long: https://c.dev/xxx");
    DiscordOracle.message(body);
  }

  @Test
  void an_answer_refers_to_its_message_where_that_is_of_the_same_channel() {
    assertThat(reference(CHANNEL + "/11", null).toString())
        .contains("\"message_id\":\"11\"", "\"fail_if_not_exists\":false");
    assertThat(reference("11", null).path("message_id").asText()).isEqualTo("11");
    assertThat(reference("7/11", "7").path("message_id").asText()).isEqualTo("11");
    assertThat(reference("7/11", null).isMissingNode()).isTrue();
    assertThat(reference("1700000000.000100", null).isMissingNode()).isTrue();
  }

  private JsonNode reference(String answers, @Nullable String thread) {
    Content content = new Content("x", Format.PLAIN, List.of(), Extras.NONE.answering(answers));
    return body(delivery(content, thread)).path("message_reference");
  }

  private static Content with(
      String text, List<Attachment> attachments, List<Mention> mentions, boolean preview) {
    return new Content(
        text, Format.PLAIN, List.of(), new Extras(attachments, mentions, preview, null, null));
  }

  private static Delivery delivery(Content content, @Nullable String thread) {
    return Deliveries.of("discord", CHANNEL, thread, content, 0);
  }

  private static Delivery delivery(Content content, @Nullable String thread, int part) {
    return Deliveries.of("discord", CHANNEL, thread, content, part);
  }

  private JsonNode body(Delivery delivery) {
    return Json.read(call(delivery, delivery.deed()).json(), JsonNode.class);
  }

  private Call call(Delivery of, Deed deed) {
    Delivery delivery = new Delivery(of.message(), of.part(), of.attempt(), of.key(), deed);
    return discord.call(delivery, Deliveries.connection("discord"));
  }
}
