package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Capabilities.Feature;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every platform; a platform's own test says how its requests and answers look. */
public abstract class PlatformContract extends BesideContract {

  /** One answer and what it means; no reason where the outcome has none. */
  public record Row(
      int status,
      Map<String, String> headers,
      String body,
      Class<? extends Outcome> type,
      @Nullable Reason reason) {}

  protected PlatformContract(HttpPlatform platform, List<Row> answers, Sample sample) {
    super(platform, answers, sample);
  }

  /** The payloads of its buttons and entries, in their order. */
  protected abstract List<String> payloads(JsonNode request);

  /** Where it goes within the recipient; empty where nowhere in particular. */
  protected String threadOf(JsonNode request) {
    return "";
  }

  private static final Pattern LINE = Pattern.compile("(?m)^\\d+\\. Choice \\d+");

  private static final String HOSTILE =
      "<!here> <!channel> @everyone @channel <@U123> <b>&amp;</b> </pre> **a *b** c* `` ` `` [x](!here)"
          + " [y](tg://user?id=1) [z](javascript:x) ![i](http://e.org/?a=1&b=\"2\") [](http://e.org)\n"
          + "> > > q\n\n```<script>\n</code>``` ```\n```\n- - 1. x\n<!-- \n\n# h ***\n[ref]: http://e.org";

  @Test
  void a_plain_text_is_shown_as_it_is() {
    String text = "1 < 2 & *stars* _lines_ `ticks` <b>x</b>";
    assertThat(seen(only(Deliveries.plain(text)))).isEqualTo(text);
  }

  @Test
  void a_long_text_goes_out_in_parts_of_which_none_is_too_long() {
    String text = "word and word, ".repeat(7000);
    Content content = Deliveries.plain(text);
    List<String> parts = all(content).map(this::seen).toList();
    assertThat(parts)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            part ->
                assertThat(size(part)).isLessThanOrEqualTo(platform().capabilities().textLimit()));
    assertThat(String.join(" ", parts)).isEqualTo(text.strip());
  }

  @Test
  void the_same_content_becomes_the_same_calls() {
    String text = HOSTILE + "\n\n" + "words and `code`, ".repeat(1000);
    Supplier<List<Call>> calls =
        () -> {
          Content content = Deliveries.markdown(text, Deliveries.buttons(3));
          return IntStream.range(0, platform().parts(content))
              .mapToObj(part -> call(delivery(content, part, new Deed.Post())))
              .toList();
        };
    assertThat(calls.get()).isNotEmpty().isEqualTo(calls.get());
  }

  @Test
  void what_markdown_expands_keeps_to_the_limit() {
    String references = "[a] ".repeat(900) + "\n\n[a]: http://example.org/" + "x".repeat(300);
    String quotes = "> ".repeat(1500) + "a\n" + "b\n".repeat(400);
    for (String text : List.of(references, quotes, "&<>@a ".repeat(3000), "*_**".repeat(2000))) {
      assertThat(all(Deliveries.markdown(text)).map(this::seen))
          .allSatisfy(
              part -> {
                assertThat(part).isNotBlank();
                assertThat(size(part)).isLessThanOrEqualTo(platform().capabilities().textLimit());
              });
    }
  }

  @Test
  void mentions_in_a_content_notify_nobody() {
    for (Content content : List.of(Deliveries.markdown(HOSTILE), Deliveries.plain(HOSTILE))) {
      String sent = written(only(content));
      assertThat(sent).doesNotContainPattern(sample().ping());
      assertThat(seen(only(content)).replace("\u2060", ""))
          .contains("@everyone", "<!here>", "<@U123>");
    }
  }

  @Test
  void buttons_and_entries_carry_short_tokens_of_their_own() {
    if (withoutButtons()) {
      JsonNode two = only(Deliveries.plain("Deploy?", Deliveries.buttons(2)));
      assertThat(payloads(two)).isEmpty();
      assertThat(seen(two)).isEqualTo("Deploy?\n\n1. Choice 1\n2. Choice 2");
      return;
    }
    Capabilities.Actions most = platform().capabilities().actions();
    List<String> two = payloads(only(Deliveries.plain("Deploy?", Deliveries.buttons(2))));
    assertThat(two).hasSize(Math.min(2, most.buttons())).doesNotHaveDuplicates();
    assertThat(two).allMatch(token -> token.matches("[0-9a-f]{16}"));
    int entries = Math.min(12, most.selectOptions());
    if (entries > 0) {
      assertThat(payloads(only(Deliveries.plain("Where?", Deliveries.select(entries)))))
          .hasSize(entries)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void of_thirty_buttons_none_is_lost() {
    JsonNode request = only(Deliveries.plain("Which?", Deliveries.buttons(30)));
    long lines = LINE.matcher(seen(request)).results().count();
    assertThat(payloads(request).size() + lines).isEqualTo(30);
  }

  @Test
  void actions_beyond_the_platforms_number_are_lines_of_text() {
    int most = platform().capabilities().actions().buttons();
    Action[] buttons = Deliveries.buttons(most + 5);
    for (Content content :
        List.of(Deliveries.plain("Which?", buttons), Deliveries.markdown("*Which*?", buttons))) {
      assertThat(payloads(only(content))).hasSize(most);
      assertThat(seen(only(content)))
          .contains("\n1. Choice " + (most + 1) + "\n", "\n5. Choice " + (most + 5));
    }
    int entries = platform().capabilities().actions().selectOptions() + 1;
    JsonNode request = only(Deliveries.plain("Where?", Deliveries.select(entries)));
    assertThat(seen(request)).contains(entries + ". Where to: Place " + entries);
  }

  @Test
  void actions_stand_under_the_last_part_alone() {
    Content content = Deliveries.markdown("words ".repeat(2000), Deliveries.buttons(30));
    List<JsonNode> requests = all(content).toList();
    assertThat(requests.subList(0, requests.size() - 1)).allMatch(r -> payloads(r).isEmpty());
    JsonNode last = requests.get(requests.size() - 1);
    if (withoutButtons()) {
      assertThat(seen(last)).endsWith("\n30. Choice 30");
    } else {
      assertThat(payloads(last)).isNotEmpty();
    }
  }

  @Test
  void a_thread_is_named_and_none_is_not() {
    assertThat(platform().capabilities().features().contains(Feature.THREADS))
        .isEqualTo(!sample().thread().isEmpty());
    Content content = Deliveries.plain("Hello");
    if (sample().thread().isEmpty()) {
      assertThat(platform().threadFault("1")).get().asString().contains("knows no threads");
      return;
    }
    assertThat(threadOf(request(sample().recipient(), sample().thread(), content, 0)))
        .isEqualTo(sample().thread());
    assertThat(threadOf(only(content))).isEmpty();
  }

  @Test
  void nobody_is_no_recipient() {
    assertThat(platform().recipientFault(sample().recipient())).isEmpty();
    if (!sample().thread().isEmpty()) {
      assertThat(platform().threadFault(sample().thread())).isEmpty();
      assertThat(platform().threadFault("no thread at all")).get().asString().contains("example");
    }
    for (String nobody : List.of("", " ", "a b", "x\n", "a\u0000", "C".repeat(256))) {
      assertThat(platform().recipientFault(nobody)).get().asString().contains("example");
    }
  }

  @TestFactory
  Stream<DynamicTest> every_answer_has_its_outcome() {
    return answers().stream()
        .map(
            row ->
                dynamicTest(
                    row.status() + " " + row.body(),
                    () -> {
                      Outcome outcome =
                          platform()
                              .read(
                                  Deliveries.of(
                                      platform().id(),
                                      sample().recipient(),
                                      null,
                                      Deliveries.plain("x"),
                                      0),
                                  new Answer(row.status(), row.headers(), row.body()));
                      assertThat(outcome).isInstanceOf(row.type());
                      assertThat(reason(outcome)).isEqualTo(row.reason());
                      assertThat(outcome.toString()).doesNotContain(Deliveries.TOKEN);
                    }));
  }

  private static @Nullable Reason reason(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.reason();
    }
    if (outcome instanceof Outcome.Retry retry) {
      return retry.reason();
    }
    return outcome instanceof Outcome.Unknown unknown ? unknown.reason() : null;
  }

  /** Whether all actions are lines of text there. */
  private boolean withoutButtons() {
    return platform().capabilities().actions().buttons() == 0;
  }
}
