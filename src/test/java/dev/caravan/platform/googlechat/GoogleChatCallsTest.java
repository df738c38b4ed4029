package dev.caravan.platform.googlechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.apps.card.v1.Button;
import com.google.apps.card.v1.SelectionInput;
import com.google.apps.card.v1.Widget;
import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import dev.caravan.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleChatCallsTest {
  private static final String SPACE = "spaces/AAAA";
  private static final String NAME = SPACE + "/messages/TTTT.MMMM";
  private static final Attachment IMAGE =
      new Attachment("https://c.dev/a.png", "plan", "image/png", "The plan");

  private final GoogleChatPlatform platform =
      new GoogleChatPlatform(InstantSource.fixed(Instant.EPOCH));

  @Test
  void the_request_id_is_the_same_on_every_try_and_of_this_part_alone() {
    Delivery first = delivery(Deliveries.plain("x"), null, 0);
    Delivery again = new Delivery(first.message(), 0, 7, first.key());
    Delivery other = new Delivery(first.message(), 0, 1, first.key() + "1");

    assertThat(url(first))
        .matches("http://far.invalid/v1/spaces/AAAA/messages\\?requestId=[0-9a-f-]{36}")
        .isEqualTo(url(again))
        .isNotEqualTo(url(other));
  }

  @ParameterizedTest
  @CsvSource({"spaces/AAAA/threads/TTTT, name", "build-42, threadKey"})
  void a_thread_goes_by_its_name_or_by_a_key_of_ones_own(String thread, String field) {
    Delivery delivery = delivery(Deliveries.plain("x"), thread, 0);

    assertThat(platform.threadFault(thread)).isEmpty();
    assertThat(body(delivery).path("thread")).hasSize(1);
    assertThat(body(delivery).path("thread").path(field).asText()).isEqualTo(thread);
    assertThat(url(delivery)).endsWith("&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
  }

  @Test
  void an_answer_stands_in_the_thread_of_what_it_answers() {
    Content answer = with(Extras.NONE.answering(NAME));

    assertThat(body(delivery(answer, null, 0)).path("thread").path("name").asText())
        .isEqualTo("spaces/AAAA/threads/TTTT");
    assertThat(body(delivery(answer, "build-42", 0)).path("thread").path("threadKey").asText())
        .isEqualTo("build-42");
    assertThat(body(delivery(with(Extras.NONE.answering("who knows")), null, 0)).has("thread"))
        .isFalse();
  }

  @Test
  void a_message_of_another_space_is_no_thread() {
    assertThat(platform.threadFault("spaces/AAAA/messages/B.C"))
        .get()
        .asString()
        .contains("example");
    assertThat(platform.recipientFault("users/123")).get().asString().contains("example");
  }

  @Test
  void only_the_messages_own_mentions_notify() {
    Content content =
        with(
            mentioning(
                new Mention(Mention.Kind.USER, "123"),
                new Mention(Mention.Kind.USER, "users/ada@c.dev"),
                new Mention(Mention.Kind.ROLE, "admins"),
                new Mention(Mention.Kind.EVERYONE, ""),
                new Mention(Mention.Kind.HERE, "")));

    assertThat(body(delivery(content, null, 0)).path("text").asText())
        .isEqualTo("<users/123> <users/ada@c.dev> <users/all> x");
  }

  @ParameterizedTest
  @CsvSource({"all", "users/all", "ALL", "1> <users/all", "''"})
  void a_persons_name_never_stands_for_a_crowd(String id) {
    Content content = with(mentioning(new Mention(Mention.Kind.USER, id)));

    assertThat(body(delivery(content, null, 0)).path("text").asText()).isEqualTo("x");
  }

  @Test
  void mentions_stand_in_the_first_part_alone_and_fit() {
    List<Mention> many =
        IntStream.range(0, 150).mapToObj(n -> new Mention(Mention.Kind.USER, "1" + n)).toList();
    Content content =
        new Content(
            "word ".repeat(12_000),
            Format.PLAIN,
            List.of(),
            new Extras(List.of(), many, false, null, null));

    assertThat(platform.parts(content)).isEqualTo(3);
    assertThat(seen(content, 0)).startsWith("<users/10> ").contains("<users/1149> word");
    assertThat(seen(content, 1)).startsWith("word").doesNotContain("<users/");
  }

  @Test
  void a_button_brings_its_token_or_opens_its_address_and_shows_its_style() {
    List<Button> buttons =
        widgets(
                Deliveries.plain(
                    "Deploy?",
                    new Action.Button("y", "Yes", Action.Style.PRIMARY, null),
                    new Action.Button("n", "No", Action.Style.DANGER, null),
                    new Action.Button("s", "See", Action.Style.DEFAULT, "https://c.dev")))
            .get(0)
            .getButtonList()
            .getButtonsList();

    assertThat(buttons).extracting(Button::getText).containsExactly("Yes", "No", "See");
    assertThat(buttons.get(0).getType()).isEqualTo(Button.Type.FILLED);
    assertThat(buttons.get(0).getOnClick().getAction().getFunction()).isEqualTo("press");
    assertThat(buttons.get(1).getColor().getRed()).isGreaterThan(0.8f);
    assertThat(buttons.get(2).getOnClick().getOpenLink().getUrl()).isEqualTo("https://c.dev");
    assertThat(buttons.get(2).getType()).isEqualTo(Button.Type.TYPE_UNSPECIFIED);
  }

  @Test
  void a_choice_is_brought_back_at_once() {
    SelectionInput select =
        widgets(Deliveries.plain("Where?", Deliveries.select(3))).get(0).getSelectionInput();

    assertThat(select.getType()).isEqualTo(SelectionInput.SelectionType.DROPDOWN);
    assertThat(select.getLabel()).isEqualTo("Where to");
    assertThat(select.getOnChangeAction().getParameters(0).getValue()).isEqualTo(select.getName());
  }

  @Test
  void an_app_that_is_called_by_address_names_its_address() {
    Connection addOn = connection(Map.of("audience", "https://hub.example/webhooks/google_chat"));
    Connection app = connection(Map.of("audience", "123456789012"));
    Delivery delivery = delivery(Deliveries.plain("x", Deliveries.buttons(1)), null, 0);

    assertThat(platform.call(delivery, addOn).json())
        .contains("\"function\":\"https://hub.example/webhooks/google_chat\"");
    assertThat(platform.call(delivery, app).json()).contains("\"function\":\"press\"");
  }

  @Test
  void an_image_is_shown_and_what_chat_does_not_fetch_is_a_link() {
    Content content =
        with(
            attaching(
                IMAGE,
                new Attachment("http://c.dev/b.png", null, "image/png", null),
                new Attachment("https://c.dev/c.pdf", "contract", null, null)));

    assertThat(widgets(content)).hasSize(1);
    assertThat(widgets(content).get(0).getImage().getImageUrl()).isEqualTo(IMAGE.url());
    assertThat(widgets(content).get(0).getImage().getAltText()).isEqualTo("plan");
    assertThat(seen(content, 0))
        .isEqualTo("x\n\nhttp://c.dev/b.png\ncontract: https://c.dev/c.pdf");
  }

  @Test
  void an_image_whose_card_was_refused_is_a_link_and_its_buttons_stay() {
    Content content =
        new Content("x", Format.PLAIN, List.of(Deliveries.buttons(2)), attaching(IMAGE));
    JsonNode refused = body(delivery(content, null, 0).withTextAlone());

    assertThat(GoogleChatOracle.seen(refused)).isEqualTo("x\nplan: https://c.dev/a.png");
    assertThat(GoogleChatOracle.widgets(refused)).hasSize(1);
    assertThat(GoogleChatOracle.payloads(refused)).hasSize(2);
  }

  @Test
  void the_largest_card_leaves_room_for_its_text_and_loses_nothing() {
    List<Action> actions = new ArrayList<>();
    String wide = "\u6771\"".repeat(90);
    for (int n = 0; n < 30; n++) {
      String url = n % 2 == 0 ? null : "https://c.dev/" + n + "/" + "y".repeat(1_900);
      actions.add(new Action.Button("b" + n, wide + n, Action.Style.DANGER, url));
    }
    actions.add(
        new Action.Select(
            "s",
            wide,
            IntStream.range(0, 100).mapToObj(n -> new Action.Option("o" + n, n + wide)).toList()));
    Attachment[] images =
        IntStream.range(0, 120)
            .mapToObj(
                n -> new Attachment("https://c.dev/%d.png?\u6771".formatted(n), null, null, wide))
            .toArray(Attachment[]::new);
    for (Format format : Format.values()) {
      Content content =
          new Content("\"<\n\u6771".repeat(6_000), format, actions, attaching(images));
      int parts = platform.parts(content);
      List<String> seen = IntStream.range(0, parts).mapToObj(part -> seen(content, part)).toList();
      String all = String.join("", seen);
      JsonNode last = body(delivery(content, null, parts - 1));
      for (int n = 0; n < 120; n++) {
        String url = "https://c.dev/" + n + ".png";
        assertThat(all.contains(url) || last.toString().contains(url)).as(url).isTrue();
      }
      assertThat(GoogleChatOracle.payloads(last)).isNotEmpty();
    }
  }

  @Test
  void an_edit_replaces_the_text_and_the_card_and_makes_no_new_message() {
    Delivery post = delivery(Deliveries.plain("new", Deliveries.buttons(1)), "build-42", 0);
    Delivery edit = new Delivery(post.message(), 0, 1, "key", new Deed.Edit(NAME));
    Call call = platform.call(edit, connection(Map.of()));

    assertThat(call.method()).isEqualTo("PATCH");
    assertThat(call.url()).isEqualTo("http://far.invalid/v1/" + NAME + "?updateMask=text,cardsV2");
    assertThat(Json.read(call.json(), JsonNode.class).path("text").asText()).isEqualTo("new");
    assertThat(call.json()).contains("cardsV2").doesNotContain("thread");
  }

  @Test
  void a_recall_names_the_message_and_says_nothing() {
    Delivery post = delivery(Deliveries.plain("x"), null, 0);
    Call call =
        platform.call(
            new Delivery(post.message(), 0, 1, "key", new Deed.Recall(NAME)), connection(Map.of()));

    assertThat(call).isEqualTo(new Call("DELETE", "http://far.invalid/v1/" + NAME, Map.of(), ""));
  }

  @Test
  void what_is_no_message_is_never_called() {
    Delivery post = delivery(Deliveries.plain("x"), null, 0);
    Delivery recall =
        new Delivery(post.message(), 0, 1, "key", new Deed.Recall("spaces/A/members/../B"));

    assertThatThrownBy(() -> platform.call(recall, connection(Map.of())))
        .isInstanceOf(NotSent.class)
        .hasMessageContaining("example");
  }

  @Test
  void a_message_that_is_gone_is_recalled_and_cannot_be_edited() {
    Answer gone = new Answer(404, Map.of(), GoogleChatAnswers.error(404, "NOT_FOUND", "x"));

    assertThat(read(new Deed.Recall(NAME), gone)).isEqualTo(new Sent(List.of(NAME)));
    assertThat(read(new Deed.Recall(NAME), new Answer(200, Map.of(), "{}")))
        .isEqualTo(new Sent(List.of(NAME)));
    assertThat(read(new Deed.Edit(NAME), gone))
        .extracting("reason")
        .isEqualTo(Reason.REQUEST_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2, RECIPIENT",
    "'RetryInfo\",\"retryDelay\":\"7s', 7, RECIPIENT",
    "'RetryInfo\",\"retryDelay\":\"1.5s', 2, RECIPIENT",
    "'ErrorInfo\",\"metadata\":{\"quota_limit\":\"WritesPerMinutePerProject\"},\"x\":\"', 60, CONNECTION"
  })
  void a_silence_is_the_spaces_unless_the_project_met_its_limit(
      String detail, int seconds, Scope scope) {
    String body = GoogleChatAnswers.detailed(429, "RESOURCE_EXHAUSTED", detail);

    assertThat(read(new Deed.Post(), new Answer(429, Map.of(), body)))
        .isEqualTo(new Limited(Duration.ofSeconds(seconds), scope));
  }

  @Test
  void a_failing_server_may_say_when_to_come_back() {
    String body = GoogleChatAnswers.error(503, "UNAVAILABLE", "x");
    Outcome outcome = read(new Deed.Post(), new Answer(503, Map.of("Retry-After", "9"), body));

    assertThat(((Retry) outcome).after()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void the_probe_lists_a_space_and_says_where_the_app_is() {
    Call probe = platform.probe(connection(Map.of())).orElseThrow();

    assertThat(probe)
        .isEqualTo(new Call("GET", "http://far.invalid/v1/spaces?pageSize=1", Map.of(), ""));
    assertThat(probed("{\"spaces\":[{\"name\":\"spaces/A\",\"displayName\":\"Ops\"}]}"))
        .isEqualTo(new Sent(List.of("an app in Ops")));
    assertThat(probed("{}")).isEqualTo(new Sent(List.of("an app in no space yet")));
    assertThat(platform.probed(new Answer(401, Map.of(), "")))
        .extracting("reason")
        .isEqualTo(Reason.CREDENTIAL_REFUSED);
  }

  private Outcome probed(String body) {
    return platform.probed(new Answer(200, Map.of(), body));
  }

  private Outcome read(Deed deed, Answer answer) {
    Delivery post = delivery(Deliveries.plain("x"), null, 0);
    return platform.read(new Delivery(post.message(), 0, 1, "key", deed), answer);
  }

  private List<Widget> widgets(Content content) {
    return GoogleChatOracle.widgets(body(delivery(content, null, 0)));
  }

  private String seen(Content content, int part) {
    return GoogleChatOracle.seen(body(delivery(content, null, part)));
  }

  private JsonNode body(Delivery delivery) {
    return Json.read(platform.call(delivery, connection(Map.of())).json(), JsonNode.class);
  }

  private String url(Delivery delivery) {
    return platform.call(delivery, connection(Map.of())).url();
  }

  private static Delivery delivery(Content content, @Nullable String thread, int part) {
    return Deliveries.of("google_chat", SPACE, thread, content, part);
  }

  private static Content with(Extras extras) {
    return new Content("x", Format.PLAIN, List.of(), extras);
  }

  private static Extras mentioning(Mention... mentions) {
    return new Extras(List.of(), List.of(mentions), false, null, null);
  }

  private static Extras attaching(Attachment... attachments) {
    return new Extras(List.of(attachments), List.of(), false, null, null);
  }

  private static Connection connection(Map<String, String> credentials) {
    Connection usual = Deliveries.connection("google_chat");
    return new Connection(
        usual.name(),
        usual.platform(),
        true,
        new Connection.Endpoint(false, usual.endpoint().baseUrl(), credentials),
        usual.traffic());
  }
}
