package dev.caravan.platform.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.MovedClock;
import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.message.Mention.Kind;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeamsActivitiesTest {
  private static final String CHANNEL = "19:abc@thread.tacv2";
  private static final String CHAT = "a:1pL6i0oY3C0K8oAj8";

  private static final Attachment CHART =
      new Attachment("https://c.dev/chart.png", "chart.png", null, "Sales by month");

  private final TeamsPlatform teams = new TeamsPlatform(new MovedClock());

  @Test
  void a_new_activity_is_posted_into_its_conversation() {
    Call call = call(CHANNEL, null, plain("Hello"), new Deed.Post());

    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.url())
        .isEqualTo("http://far.invalid/v3/conversations/19%3Aabc%40thread.tacv2/activities");
    assertThat(json(call))
        .isEqualTo(
            Json.read(
                """
                {"type": "message", "conversation": {"id": "19:abc@thread.tacv2"},
                 "textFormat": "plain", "text": "Hello"}
                """,
                JsonNode.class));
  }

  @Test
  void a_thread_is_a_conversation_of_its_own() {
    Call call = call(CHANNEL, "1700000000123", plain("Hello"), new Deed.Post());

    assertThat(call.url()).contains("19%3Aabc%40thread.tacv2%3Bmessageid%3D1700000000123/");
    assertThat(call(CHANNEL + ";messageid=1", "1700000000123", plain("x"), new Deed.Post()).url())
        .isEqualTo(call.url());
  }

  @Test
  void a_chat_has_no_threads() {
    NotSent refused =
        catchThrowableOfType(
            NotSent.class, () -> call(CHAT, "1700000000123", plain("x"), new Deed.Post()));

    assertThat(refused.outcome())
        .isInstanceOf(Outcome.Rejected.class)
        .extracting("reason")
        .isEqualTo(Reason.REQUEST_REFUSED);
  }

  @Test
  void an_answer_names_what_it_answers_to_by_either_form_of_its_id() {
    for (String id : List.of("1632474074231", CHAT + "/1632474074231")) {
      Content content = new Content("Yes", Format.PLAIN, List.of(), Extras.NONE.answering(id));
      Call call = call(CHAT, null, content, new Deed.Post());

      assertThat(call.url()).endsWith("/a%3A1pL6i0oY3C0K8oAj8/activities/1632474074231");
      assertThat(json(call).path("replyToId").asText()).isEqualTo("1632474074231");
    }
  }

  @Test
  void what_was_sent_is_found_again_to_be_edited_and_recalled() {
    Delivery posted = Deliveries.of("teams", CHANNEL, "1700000000123", plain("old"), 0);
    Outcome sent = teams.read(posted, new Answer(201, Map.of(), "{\"id\":\"1700000000456\"}"));
    String id = ((Outcome.Sent) sent).platformIds().get(0);

    Call edit = call(CHANNEL, "1700000000123", plain("new"), new Deed.Edit(id));
    Call recall = call(CHANNEL, "1700000000123", plain("new"), new Deed.Recall(id));

    assertThat(edit.method()).isEqualTo("PUT");
    assertThat(edit.url())
        .endsWith("/19%3Aabc%40thread.tacv2%3Bmessageid%3D1700000000123/activities/1700000000456");
    assertThat(json(edit).path("id").asText()).isEqualTo("1700000000456");
    assertThat(json(edit).path("text").asText()).isEqualTo("new");
    assertThat(recall).isEqualTo(new Call("DELETE", edit.url(), Map.of(), ""));
  }

  @Test
  void an_edit_and_a_recall_are_done_whatever_a_success_says_and_repeated_after_a_failure() {
    for (Deed deed : List.of(new Deed.Edit("c/1"), new Deed.Recall("c/1"))) {
      assertThat(read(deed, 200, "")).isEqualTo(new Outcome.Sent(List.of("c/1")));
      assertThat(read(deed, 202, "{\"id\":\"1\"}")).isEqualTo(new Outcome.Sent(List.of("c/1")));
      assertThat(read(deed, 200, "<html>")).isInstanceOf(Outcome.Unknown.class);
      assertThat(read(deed, 504, "")).isInstanceOf(Outcome.Retry.class);
    }
  }

  @Test
  void only_those_who_are_meant_are_mentioned_in_a_text() {
    Content content =
        with(
            "Look, <at>29:other</at>",
            List.of(),
            new Mention(Kind.USER, "29:1a&b"),
            new Mention(Kind.ROLE, "dGFn"),
            new Mention(Kind.EVERYONE, ""));
    JsonNode activity = json(call(CHANNEL, null, content, new Deed.Post()));

    assertThat(activity.path("textFormat").asText()).isEqualTo("xml");
    assertThat(activity.path("text").asText())
        .isEqualTo("<at>29:1a&amp;b</at> <at>dGFn</at> Look, &lt;at&gt;29:other&lt;/at&gt;");
    assertThat(activity.path("entities"))
        .isEqualTo(
            Json.read(
                """
                [{"type": "mention", "text": "<at>29:1a&amp;b</at>",
                  "mentioned": {"id": "29:1a&b", "name": "29:1a&b"}},
                 {"type": "mention", "text": "<at>dGFn</at>",
                  "mentioned": {"id": "dGFn", "name": "dGFn", "type": "tag"}}]
                """,
                JsonNode.class));
  }

  @Test
  void mentions_stand_in_the_first_part_alone_and_have_room_there() {
    Content content =
        with("word ".repeat(6_000), List.of(), new Mention(Kind.USER, "u".repeat(255)));

    JsonNode first = json(call(CHANNEL, null, content, 0));
    assertThat(TeamsOracle.seen(first).length()).isLessThanOrEqualTo(12_000);
    assertThat(first.path("entities")).hasSize(1);
    assertThat(json(call(CHANNEL, null, content, 1)).has("entities")).isFalse();
  }

  @Test
  void twenty_of_teams_own_ids_are_mentioned() {
    Mention[] mentions = mentions(20, 92).toArray(Mention[]::new);

    assertThat(json(call(CHANNEL, null, with("x", List.of(), mentions), 0)).path("entities"))
        .hasSize(20);
  }

  @Test
  void a_card_mentions_in_a_text_block_of_its_own() {
    Content content = with("Look", List.of(CHART), new Mention(Kind.USER, "ann@c.dev"));
    JsonNode activity = json(call(CHANNEL, null, content, new Deed.Post()));
    JsonNode card = TeamsOracle.card(activity);

    assertThat(card.path("body").path(0).path("text").asText()).isEqualTo("<at>ann@c.dev</at>");
    assertThat(activity.at("/attachments/0/content/msteams/entities/0/mentioned/id").asText())
        .isEqualTo("ann@c.dev");
    assertThat(activity.has("entities")).isFalse();
  }

  @Test
  void an_image_is_shown_and_everything_else_is_a_link() {
    Content content =
        with(
            "Report",
            List.of(
                CHART,
                new Attachment("https://c.dev/a.pdf", "a.pdf", "application/pdf", null),
                new Attachment("http://c.dev/b.png", null, "image/png", null),
                new Attachment("https://c.dev/c.webp", null, "image/webp", null)));
    JsonNode activity = json(call(CHANNEL, null, content, new Deed.Post()));
    JsonNode card = TeamsOracle.card(activity);

    assertThat(TeamsOracle.seen(activity))
        .isEqualTo(
            "Report\n\na.pdf: https://c.dev/a.pdf\nhttp://c.dev/b.png\nhttps://c.dev/c.webp");
    assertThat(card.path("body").path(1).path("url").asText()).isEqualTo(CHART.url());
    assertThat(card.path("body").path(1).path("altText").asText()).isEqualTo("Sales by month");
    assertThat(activity.path("summary").asText()).startsWith("Report");
  }

  @Test
  void images_beyond_the_room_of_a_card_are_links() {
    List<Attachment> images =
        IntStream.range(0, 4)
            .mapToObj(n -> "https://c.dev/" + n + "x".repeat(1_700) + ".png")
            .map(url -> new Attachment(url, null, null, null))
            .toList();
    Content content = with("Four", images);

    assertThat(TeamsText.written(content).inline()).isEqualTo(images.subList(0, 2));
    assertThat(TeamsText.written(content).texts().get(0)).endsWith(images.get(3).url());
  }

  @Test
  void buttons_stand_six_in_a_row_and_a_select_has_one_of_its_own() {
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Button("see", "See", Action.Style.DEFAULT, "https://c.dev/a|b"));
    actions.add(new Action.Button("stop", "Stop", Action.Style.DANGER, null));
    actions.add(Deliveries.select(2));
    actions.addAll(List.of(Deliveries.buttons(7)));
    Content content = new Content("Which?", Format.PLAIN, actions);
    JsonNode card = TeamsOracle.card(json(call(CHANNEL, null, content, new Deed.Post())));
    JsonNode body = card.path("body");

    assertThat(body)
        .extracting(element -> element.path("type").asText())
        .containsExactly(
            "RichTextBlock", "ActionSet", "Input.ChoiceSet", "ActionSet", "ActionSet", "ActionSet");
    assertThat(body)
        .extracting(element -> element.path("actions").size())
        .containsExactly(0, 2, 0, 1, 6, 1);
    assertThat(body.path(1).path("actions").path(0).path("url").asText())
        .isEqualTo("https://c.dev/a%7Cb");
    assertThat(body.path(1).path("actions").path(1).path("style").asText())
        .isEqualTo("destructive");
    assertThat(body.path(3).path("actions").path(0).path("data").path("token"))
        .isEqualTo(body.path(2).path("id"));
  }

  @Test
  void the_oracle_refuses_what_is_no_card() {
    Content content = Deliveries.markdown("**x**", Deliveries.buttons(1));
    String said = call(CHANNEL, null, content, new Deed.Post()).json();
    JsonNode wrong = Json.read(said.replace("Bolder", "Boldest"), JsonNode.class);

    assertThatThrownBy(() -> TeamsOracle.card(wrong)).isInstanceOf(AssertionError.class);
  }

  @Test
  void the_largest_card_keeps_to_the_limit() {
    Action[] actions = new Action[40];
    for (int i = 0; i < actions.length; i++) {
      String label = "\"" + i + "ü".repeat(150);
      actions[i] =
          i % 8 == 0
              ? new Action.Select("s" + i, label, options(60, label))
              : new Action.Button(
                  "b" + i, label, Action.Style.PRIMARY, "https://c.dev/" + "x".repeat(1_800));
    }
    Content content =
        new Content(
            "*a*".repeat(1_900),
            Format.MARKDOWN,
            List.of(actions),
            new Extras(List.of(CHART, CHART, CHART), mentions(60, 202), false, null, null));

    for (int part = 0; part < teams.parts(content); part++) {
      assertThat(TeamsOracle.seen(json(call(CHANNEL, null, content, part)))).isNotBlank();
    }
  }

  @Test
  void a_person_is_no_conversation() {
    assertThat(teams.recipientFault("29:1XJKJMvc5GBtc2JwZq0oj8tHZ"))
        .get()
        .asString()
        .contains("is a person")
        .contains("example");
    assertThat(teams.recipientFault("ann@c.dev")).get().asString().contains("no conversation");
    assertThat(teams.recipientFault(CHAT)).isEmpty();
    assertThat(teams.recipientFault("19:b3@unq.gbl.spaces")).isEmpty();
  }

  @Test
  void the_probe_is_answered_by_a_refusal_too_unless_it_is_that_of_the_token() {
    assertThat(teams.probe(Deliveries.connection("teams")).orElseThrow().method()).isEqualTo("GET");
    assertThat(teams.probed(error(404, "ConversationNotFound"))).isInstanceOf(Outcome.Sent.class);
    assertThat(teams.probed(new Answer(200, Map.of(), "{\"members\":[]}")))
        .isInstanceOf(Outcome.Sent.class);
    assertThat(teams.probed(new Answer(401, Map.of(), "")))
        .isInstanceOf(Outcome.Rejected.class)
        .extracting("reason")
        .isEqualTo(Reason.CREDENTIAL_REFUSED);
    assertThat(teams.probed(new Answer(404, Map.of(), "<html>")))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(teams.probed(new Answer(502, Map.of(), ""))).isInstanceOf(Outcome.Retry.class);
    assertThat(teams.probed(error(429, "Throttled"))).isInstanceOf(Outcome.Limited.class);
  }

  private static List<Action.Option> options(int count, String label) {
    return IntStream.range(0, count).mapToObj(n -> new Action.Option("o" + n, label)).toList();
  }

  private static List<Mention> mentions(int count, int length) {
    return IntStream.range(10, 10 + count)
        .mapToObj(n -> new Mention(Kind.USER, n + "u".repeat(length - 2)))
        .toList();
  }

  private static Answer error(int status, String code) {
    return new Answer(status, Map.of(), "{\"error\":{\"code\":\"" + code + "\"}}");
  }

  private Outcome read(Deed deed, int status, String body) {
    return teams.read(
        delivery(CHAT, null, plain("x"), 0, deed), new Answer(status, Map.of(), body));
  }

  private static Content plain(String text) {
    return Deliveries.plain(text);
  }

  private static Content with(String text, List<Attachment> attachments, Mention... mentions) {
    return new Content(
        text,
        Format.PLAIN,
        List.of(),
        new Extras(attachments, List.of(mentions), false, null, null));
  }

  private Call call(String recipient, @Nullable String thread, Content content, Deed deed) {
    return teams.call(
        delivery(recipient, thread, content, 0, deed), Deliveries.connection("teams"));
  }

  private Call call(String recipient, @Nullable String thread, Content content, int part) {
    return teams.call(
        delivery(recipient, thread, content, part, new Deed.Post()),
        Deliveries.connection("teams"));
  }

  private static Delivery delivery(
      String recipient, @Nullable String thread, Content content, int part, Deed deed) {
    Delivery posted = Deliveries.of("teams", recipient, thread, content, part);
    return new Delivery(posted.message(), part, 1, "key", deed);
  }

  private static JsonNode json(Call call) {
    return Json.read(call.json(), JsonNode.class);
  }
}
