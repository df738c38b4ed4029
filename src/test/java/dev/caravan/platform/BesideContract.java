package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Outcome;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.text.Measure;
import dev.caravan.store.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract's part on what is done beside posting a text: deeds, attachments, people named. */
abstract class BesideContract {
  private final HttpPlatform platform;
  private final List<PlatformContract.Row> answers;
  private final Sample sample;

  BesideContract(HttpPlatform platform, List<PlatformContract.Row> answers, Sample sample) {
    this.platform = platform;
    this.answers = answers;
    this.sample = sample;
  }

  /** What the other questions get; a platform that says something in its address adds it. */
  protected JsonNode request(Call call) {
    return Json.read(call.json(), JsonNode.class);
  }

  /** Everything that a reader sees of this request's text. */
  protected abstract String seen(JsonNode request);

  /** The text as it is sent, marks and escapes included. */
  protected abstract String written(JsonNode request);

  @Test
  void refused_markup_goes_as_it_was_written() {
    Content content = Deliveries.markdown("**bold** _it_ `c` <b>x</b> [y](https://e.org) 1 < 2");
    Delivery refused = delivery(content, 0, new Deed.Post()).withTextAlone();
    assertThat(seen(request(call(refused))).replace("\u2060", "")).isEqualTo(content.text());
  }

  @Test
  void an_answer_names_what_it_answers_to() {
    String kept = posted();
    Sample.Answered answered =
        sample.answered() == null
            ? new Sample.Answered(kept, kept.substring(kept.lastIndexOf('/') + 1))
            : sample.answered();
    Content content = Deliveries.plain("Hello");
    Extras extras = Extras.NONE.answering(answered.id());
    Content answer = new Content(content.text(), content.format(), content.actions(), extras);
    if (platform.capabilities().features().contains(Feature.REPLIES)) {
      assertThat(only(answer).toString()).contains(answered.named());
    } else {
      assertThat(only(answer)).isEqualTo(only(content));
    }
  }

  @Test
  void an_edit_names_its_message_and_says_the_new_text() {
    Delivery edit = delivery(Deliveries.plain("Changed words"), 0, new Deed.Edit(posted()));
    if (knows(Feature.EDIT, edit)) {
      assertNamed(call(edit));
      assertThat(seen(request(call(edit)))).isEqualTo("Changed words");
    }
  }

  @Test
  void a_recall_names_its_message() {
    Delivery recall = delivery(Deliveries.plain("Gone"), 0, new Deed.Recall(posted()));
    if (knows(Feature.RECALL, recall)) {
      assertNamed(call(recall));
    }
  }

  /** Where it does not know the deed, that is refused for good and before anything is written. */
  private boolean knows(Feature feature, Delivery deed) {
    if (platform.capabilities().features().contains(feature)) {
      return true;
    }
    assertThatThrownBy(() -> call(deed))
        .isInstanceOfSatisfying(
            NotSent.class, e -> assertThat(e.outcome()).isInstanceOf(Outcome.Rejected.class));
    return false;
  }

  private void assertNamed(Call call) {
    String said = URLDecoder.decode(call.url(), StandardCharsets.UTF_8) + call.json();
    assertThat(said).contains(posted().split("/"));
  }

  /** The id under which the platform's reader keeps a message. */
  private String posted() {
    Delivery post = delivery(Deliveries.plain("x"), 0, new Deed.Post());
    return answers.stream()
        .map(row -> platform.read(post, new Answer(row.status(), row.headers(), row.body())))
        .filter(Outcome.Sent.class::isInstance)
        .map(sent -> ((Outcome.Sent) sent).platformIds().get(0))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void those_named_are_notified_before_the_first_part_alone() {
    Sample.Notified notified = sample.notified();
    assertThat(notified != null)
        .isEqualTo(platform.capabilities().features().contains(Feature.MENTIONS));
    if (notified == null) {
      return;
    }
    Extras extras = new Extras(List.of(), List.of(notified.mention()), false, null, null);
    for (Format format : Format.values()) {
      Content content = new Content("words ".repeat(3000), format, List.of(), extras);
      List<JsonNode> requests =
          IntStream.range(0, platform.parts(content))
              .mapToObj(part -> request(notified.recipient(), null, content, part))
              .toList();
      assertThat(written(requests.get(0))).containsPattern(sample.ping());
      assertThat(requests.subList(1, requests.size()))
          .noneMatch(r -> Pattern.compile(sample.ping()).matcher(written(r)).find());
      assertThat(size(seen(requests.get(0))))
          .isLessThanOrEqualTo(platform.capabilities().textLimit());
    }
  }

  @Test
  void no_attachment_is_lost() {
    List<Attachment> attachments =
        List.of(
            new Attachment("https://example.org/a.png", "A", "image/png", "An image"),
            new Attachment("https://example.org/b.pdf", "B", "application/pdf", null),
            new Attachment("https://example.org/c.txt", "C", null, null));
    Extras extras = new Extras(attachments, List.of(), false, null, null);
    for (Format format : Format.values()) {
      Content content = new Content("See", format, List.of(), extras);
      String all = all(content).map(JsonNode::toString).collect(Collectors.joining());
      assertThat(all.replace("\\", ""))
          .contains("https://example.org/a.png", "https://example.org/b.pdf")
          .contains("https://example.org/c.txt");
    }
  }

  final HttpPlatform platform() {
    return platform;
  }

  final List<PlatformContract.Row> answers() {
    return answers;
  }

  final Sample sample() {
    return sample;
  }

  final JsonNode only(Content content) {
    assertThat(platform.parts(content)).isEqualTo(1);
    return request(sample.recipient(), null, content, 0);
  }

  final Stream<JsonNode> all(Content content) {
    return IntStream.range(0, platform.parts(content))
        .mapToObj(part -> request(sample.recipient(), null, content, part));
  }

  /** As long as the platform counts it. */
  final int size(String text) {
    return Measure.of(platform.capabilities().textUnit()).of(text);
  }

  final JsonNode request(String recipient, @Nullable String thread, Content content, int part) {
    return request(call(Deliveries.of(platform.id(), recipient, thread, content, part)));
  }

  final Delivery delivery(Content content, int part, Deed deed) {
    Delivery post = Deliveries.of(platform.id(), sample.recipient(), null, content, part);
    return new Delivery(post.message(), part, 1, post.key(), deed);
  }

  final Call call(Delivery delivery) {
    return platform.call(delivery, Deliveries.connection(platform));
  }
}
