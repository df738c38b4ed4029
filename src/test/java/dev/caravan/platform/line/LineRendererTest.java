package dev.caravan.platform.line;

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
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import dev.caravan.store.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRendererTest {
  private static final String GROUP = "C4af4980629000000000000000000abcd";
  private static final String USER = "U4af4980629000000000000000000abcd";

  private final LinePlatform line = new LinePlatform();

  @Test
  void a_group_is_told_by_name_and_as_a_whole() {
    Content content =
        with("Look at {this}", List.of(user(USER), crowd(Mention.Kind.EVERYONE)), List.of());

    JsonNode message = message(GROUP, content, 0);

    assertThat(message.path("type").asText()).isEqualTo("textV2");
    assertThat(message.path("text").asText()).isEqualTo("{m1} {m2} Look at {{this}}");
    assertThat(message.path("substitution").toString())
        .contains("\"userId\":\"" + USER + "\"", "{\"type\":\"all\"}");
  }

  @Test
  void a_person_is_told_without_a_mention_for_line_refuses_it_there() {
    Content content = with("Look at {this}", List.of(user(USER)), List.of());

    assertThat(message(USER, content, 0))
        .isEqualTo(Json.read("{\"type\":\"text\",\"text\":\"Look at {this}\"}", JsonNode.class));
  }

  @Test
  void a_crowd_is_named_once_and_whom_line_does_not_know_not_at_all() {
    Content content =
        with(
            "x",
            List.of(
                crowd(Mention.Kind.HERE),
                crowd(Mention.Kind.EVERYONE),
                user("U1"),
                new Mention(Mention.Kind.ROLE, USER)),
            List.of());

    assertThat(message(GROUP, content, 0).path("substitution")).hasSize(1);
  }

  @Test
  void no_more_than_twenty_are_mentioned_and_the_first_part_still_fits() {
    List<Mention> many = IntStream.range(0, 30).mapToObj(n -> user("U%032x".formatted(n))).toList();
    Content content = with("{} and words, ".repeat(1_000), many, List.of());

    JsonNode first = message(GROUP, content, 0);

    assertThat(first.path("substitution")).hasSize(20);
    assertThat(first.path("text").asText().length()).isBetween(4_000, 5_000);
    assertThat(message(GROUP, content, 1).path("type").asText()).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a.png, , true",
    "https://example.org/a.JPG?size=1, , true",
    "https://example.org/a, image/jpeg, true",
    "https://example.org/ä.png, , true",
    "http://example.org/a.png, , false",
    "https://example.org/a.gif, , false",
    "https://example.org/a.png, image/webp, false",
    "https://example.org/a.pdf, application/pdf, false",
    "https://example.org/a b.png, , false"
  })
  void images_that_line_can_fetch_follow_as_messages_and_the_rest_as_links(
      String url, String type, boolean shown) {
    Content content =
        with("See", List.of(), List.of(new Attachment(url, "Plan", type, "The plan")));

    assertThat(line.parts(content)).isEqualTo(shown ? 2 : 1);
    if (shown) {
      JsonNode image = message(USER, content, 1);
      assertThat(image.path("type").asText()).isEqualTo("image");
      assertThat(image.path("originalContentUrl").asText())
          .isEqualTo(url.replace("ä", "%C3%A4"))
          .isEqualTo(image.path("previewImageUrl").asText());
    } else {
      assertThat(message(USER, content, 0).path("text").asText()).isEqualTo("See\n\nPlan: " + url);
    }
  }

  @Test
  void a_button_leads_to_its_address_unless_that_is_too_long_for_line() {
    Action.Button near = new Action.Button("a", "Near", Action.Style.DEFAULT, "https://a.org");
    Action.Button far =
        new Action.Button("b", "Far", Action.Style.DANGER, "https://b.org/" + "x".repeat(1_000));
    JsonNode request = request(USER, Deliveries.plain("Where?", near, far), 0);

    assertThat(request.findValuesAsText("uri")).containsExactly("https://a.org");
    assertThat(LineOracle.seen(request)).contains("\n1. Far: https://b.org/xxx");
  }

  @Test
  void the_dearest_twenty_buttons_stay_below_the_size_of_a_bubble() {
    Action[] buttons =
        IntStream.range(0, 20)
            .mapToObj(
                n ->
                    new Action.Button(
                        "b" + n,
                        "\u0001".repeat(200),
                        Action.Style.DANGER,
                        "https://a.org/" + "x".repeat(986)))
            .toArray(Action[]::new);

    assertThat(LineOracle.buttons(request(USER, Deliveries.plain("?", buttons), 0))).hasSize(20);
  }

  @Test
  void every_try_of_a_part_has_the_same_key_and_every_part_its_own() {
    Delivery first = Deliveries.of("line", USER, null, Deliveries.plain("x"), 0);
    Delivery again = new Delivery(first.message(), 0, 2, first.key());
    Delivery other = new Delivery(first.message(), 0, 1, first.key() + ".1");

    assertThat(key(first)).isEqualTo(key(again)).isNotEqualTo(key(other));
    assertThat(key(first)).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @Test
  void what_was_delivered_is_neither_changed_nor_taken_back() {
    Delivery posted = Deliveries.of("line", USER, null, Deliveries.plain("x"), 0);
    for (Deed deed : List.of(new Deed.Edit("46"), new Deed.Recall("46"))) {
      Delivery delivery = new Delivery(posted.message(), 0, 1, "key", deed);
      assertThatThrownBy(() -> line.call(delivery, Deliveries.connection(line)))
          .isInstanceOfSatisfying(
              NotSent.class,
              e ->
                  assertThat(e.outcome())
                      .isInstanceOf(Outcome.Rejected.class)
                      .extracting("reason")
                      .isEqualTo(Reason.REQUEST_REFUSED));
    }
  }

  @Test
  void the_probe_names_the_bot_and_says_why_it_cannot() {
    Call probe = line.probe(Deliveries.connection(line)).orElseThrow();

    assertThat(probe.method() + " " + probe.url()).isEqualTo("GET http://far.invalid/v2/bot/info");
    assertThat(line.probed(answer(200, "{\"basicId\":\"@b\",\"displayName\":\"Bot\"}")))
        .isEqualTo(new Outcome.Sent(List.of("Bot (@b)")));
    assertThat(line.probed(answer(401, "{\"message\":\"Authentication failed\"}")))
        .extracting("reason")
        .isEqualTo(Reason.CREDENTIAL_REFUSED);
  }

  private static Answer answer(int status, String body) {
    return new Answer(status, Map.of(), body);
  }

  private String key(Delivery delivery) {
    return String.valueOf(
        line.call(delivery, Deliveries.connection(line)).headers().get("X-Line-Retry-Key"));
  }

  private JsonNode message(String recipient, Content content, int part) {
    return request(recipient, content, part).path("messages").path(0);
  }

  private JsonNode request(String recipient, Content content, int part) {
    Delivery delivery = Deliveries.of("line", recipient, null, content, part);
    JsonNode request =
        Json.read(line.call(delivery, Deliveries.connection(line)).json(), JsonNode.class);
    LineOracle.push(request);
    return request;
  }

  private static Content with(String text, List<Mention> mentions, List<Attachment> attachments) {
    return new Content(
        text, Format.PLAIN, List.of(), new Extras(attachments, mentions, false, null, null));
  }

  private static Mention user(String id) {
    return new Mention(Mention.Kind.USER, id);
  }

  private static Mention crowd(Mention.Kind kind) {
    return new Mention(kind, "");
  }
}
