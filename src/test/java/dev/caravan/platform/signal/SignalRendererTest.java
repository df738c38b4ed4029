package dev.caravan.platform.signal;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalRendererTest {
  private static final String GROUP = "group.YWJjZGVmZ2hpamtsbW5vcA==";
  private static final String ADA = "+15550100001";
  private static final String BEN = "0c1d0000-0000-4000-8000-000000000001";

  private final SignalPlatform signal = new SignalPlatform();

  @Test
  void members_of_a_group_are_mentioned_before_the_text() {
    Extras extras =
        new Extras(
            List.of(),
            List.of(user(ADA), user(BEN), user("ada"), new Mention(Mention.Kind.EVERYONE, "")),
            false,
            null,
            null);

    JsonNode request = request(GROUP, content("**Look** at it", Format.MARKDOWN, extras));

    assertThat(request.path("message").asText()).isEqualTo("@ @ **Look** at it");
    assertThat(request.path("mentions"))
        .isEqualTo(
            Json.read(
                "[{\"start\":0,\"length\":1,\"author\":\"%s\"},{\"start\":2,\"length\":1,\"author\":\"%s\"}]"
                    .formatted(ADA, BEN),
                JsonNode.class));
  }

  @Test
  void a_person_alone_is_not_mentioned_to_themselves() {
    Extras extras = new Extras(List.of(), List.of(user(ADA)), false, null, null);

    JsonNode request = request(ADA, content("Look", Format.PLAIN, extras));

    assertThat(request.has("mentions")).isFalse();
    assertThat(request.path("message").asText()).isEqualTo("Look");
  }

  @ParameterizedTest
  @CsvSource({
    "1760000000123, " + Deliveries.TOKEN + ", 1760000000123",
    ADA + "/1760000000123, " + ADA + ", 1760000000123",
    "soon, , "
  })
  void an_answer_quotes_the_message_that_it_answers_to(
      String answers, @Nullable String author, @Nullable Long time) {
    Extras extras = Extras.NONE.answering(answers);

    JsonNode request = request(ADA, content("Yes", Format.PLAIN, extras));

    assertThat(request.path("quote_author").textValue()).isEqualTo(author);
    assertThat(request.path("quote_timestamp").numberValue()).isEqualTo(time);
  }

  @Test
  void only_the_first_part_quotes() {
    Content content =
        content("word ".repeat(1_000), Format.PLAIN, Extras.NONE.answering("1760000000123"));

    assertThat(request(ADA, content, 0).has("quote_timestamp")).isTrue();
    assertThat(request(ADA, content, 1).has("quote_timestamp")).isFalse();
  }

  @Test
  void an_edit_names_the_message_by_its_time_and_so_does_a_recall() {
    Delivery posted = Deliveries.of("signal", ADA, null, Deliveries.plain("x"), 0);

    Call edit = call(posted, new Deed.Edit("1760000000123"));
    Call recall = call(posted, new Deed.Recall("1760000000123"));

    assertThat(edit.json()).contains("\"edit_timestamp\":1760000000123");
    assertThat(recall.method()).isEqualTo("DELETE");
    assertThat(recall.json())
        .isEqualTo("{\"recipient\":\"%s\",\"timestamp\":1760000000123}".formatted(ADA));
    assertThatThrownBy(() -> call(posted, new Deed.Edit("soon")))
        .isInstanceOfSatisfying(
            NotSent.class, e -> assertThat(e.outcome()).isInstanceOf(Outcome.Rejected.class));
  }

  @Test
  void a_preview_is_made_of_the_first_link_where_one_is_wanted() {
    String text = "See [it](https://c.dev/~a), or https://d.dev.";

    JsonNode wanted = request(ADA, content(text, Format.MARKDOWN, preview(true)));
    JsonNode unwanted = request(ADA, content(text, Format.MARKDOWN, preview(false)));
    JsonNode none = request(ADA, content("Nothing", Format.PLAIN, preview(true)));

    assertThat(wanted.path("link_preview").path("url").asText()).isEqualTo("https://c.dev/~a");
    assertThat(wanted.path("link_preview").path("title").asText()).isEqualTo("c.dev");
    assertThat(unwanted.has("link_preview")).isFalse();
    assertThat(none.has("link_preview")).isFalse();
  }

  @Test
  void files_are_links() {
    Attachment plan =
        new Attachment("https://c.dev/p.png", "Plan", "image/png", /* altText= */ null);
    Extras extras = new Extras(List.of(plan), List.of(), false, null, null);

    assertThat(request(ADA, content("See", Format.PLAIN, extras)).path("message").asText())
        .isEqualTo("See\n\nPlan: https://c.dev/p.png");
  }

  @Test
  void lines_that_are_cut_apart_leave_no_mark_behind() {
    List<String> labels =
        IntStream.rangeClosed(1, 30)
            .mapToObj(
                n ->
                    n
                        + ". Choice "
                        + n
                        + " of those that take their room in the text, line by line")
            .toList();
    Action[] buttons =
        labels.stream()
            .map(label -> label.substring(label.indexOf(' ') + 1))
            .map(label -> new Action.Button(label, label, Action.Style.DEFAULT, null))
            .toArray(Action[]::new);
    Content content = Deliveries.markdown("Which?", buttons);

    assertThat(signal.parts(content)).isEqualTo(2);
    assertThat(
            SignalOracle.seen(request(ADA, content, 0))
                + "\n"
                + SignalOracle.seen(request(ADA, content, 1)))
        .isEqualTo("Which?\n\n" + String.join("\n", labels));
  }

  @Test
  void a_group_of_which_one_member_is_unregistered_may_well_have_got_it() {
    String body =
        "{\"error\":\"Failed to send (some) messages:\\n%s: Unregistered user\"}".formatted(ADA);
    Delivery delivery = Deliveries.of("signal", GROUP, null, Deliveries.plain("x"), 0);

    assertThat(signal.read(delivery, new Answer(400, Map.of(), body)))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void the_probe_names_the_numbers_that_are_registered() {
    Call probe = signal.probe(Deliveries.connection(signal)).orElseThrow();

    assertThat(probe.method() + " " + probe.url()).isEqualTo("GET http://far.invalid/v1/accounts");
    assertThat(signal.probed(new Answer(200, Map.of(), "[\"" + ADA + "\"]")))
        .isEqualTo(new Outcome.Sent(List.of(ADA)));
    assertThat(signal.probed(new Answer(200, Map.of(), "[]")))
        .extracting("reason")
        .isEqualTo(Reason.CREDENTIAL_REFUSED);
    assertThat(signal.probed(new Answer(404, Map.of(), "404 page not found")))
        .extracting("reason")
        .isEqualTo(Reason.REQUEST_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    ADA + ", true",
    BEN + ", true",
    "ada.42, true",
    GROUP + ", true",
    "15550100001, false",
    "+0155501, false",
    "ada, false",
    "group., false"
  })
  void people_and_groups_have_their_forms(String recipient, boolean taken) {
    assertThat(signal.recipientFault(recipient).isEmpty()).isEqualTo(taken);
  }

  private Call call(Delivery posted, Deed deed) {
    return signal.call(
        new Delivery(posted.message(), 0, 1, "key", deed), Deliveries.connection(signal));
  }

  private JsonNode request(String recipient, Content content) {
    return request(recipient, content, 0);
  }

  private JsonNode request(String recipient, Content content, int part) {
    Delivery delivery = Deliveries.of("signal", recipient, null, content, part);
    return Json.read(signal.call(delivery, Deliveries.connection(signal)).json(), JsonNode.class);
  }

  private static Content content(String text, Format format, Extras extras) {
    return new Content(text, format, List.of(), extras);
  }

  private static Extras preview(boolean wanted) {
    return new Extras(List.of(), List.of(), wanted, null, null);
  }

  private static Mention user(String id) {
    return new Mention(Mention.Kind.USER, id);
  }
}
