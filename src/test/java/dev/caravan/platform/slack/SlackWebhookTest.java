package dev.caravan.platform.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.NotSent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection with an incoming webhook alone can do, and what its answers mean. */
class SlackWebhookTest {
  private static final String HOOK = "https://hooks.slack.com/services/T0/B0/secret";
  private static final SlackPlatform SLACK = new SlackPlatform();

  @ParameterizedTest
  @CsvSource({
    "400, no_text, content_refused",
    "400, invalid_payload, content_refused",
    "400, invalid_blocks, content_refused",
    "403, action_prohibited, recipient_unreachable",
    "403, invalid_token, credential_refused",
    "404, channel_not_found, recipient_unknown",
    "404, no_service, credential_refused",
    "410, channel_is_archived, recipient_unreachable",
    "302, '', request_refused",
    "418, never_heard_of, request_refused"
  })
  void a_refusal_is_told_by_its_word(int status, String word, String reason) {
    assertThat(read(status, word))
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason().word()).isEqualTo(reason));
  }

  @Test
  void a_webhook_names_nothing_that_it_posted() {
    assertThat(read(200, "ok")).isEqualTo(new Sent(List.of()));
  }

  @Test
  void a_limit_silences_the_connection() {
    Answer named = new Answer(429, Map.of("Retry-After", "7"), "rate_limited");
    assertThat(SlackWebhook.read(named))
        .isEqualTo(new Limited(Duration.ofSeconds(7), Scope.CONNECTION));
    assertThat(read(429, "")).isEqualTo(new Limited(Duration.ofSeconds(30), Scope.CONNECTION));
  }

  @Test
  void slacks_own_failures_are_told_apart() {
    assertThat(read(503, "")).isInstanceOf(Retry.class);
    assertThat(read(500, "rollup_error"))
        .isInstanceOfSatisfying(
            Unknown.class, u -> assertThat(u.reason()).isEqualTo(Reason.SERVER_ERROR));
  }

  @Test
  void a_bots_token_is_used_where_there_is_one() {
    Connection both = connection(Map.of("botToken", "t", "webhookUrl", HOOK));
    Call call = SLACK.call(delivery(new Deed.Post()), both);
    assertThat(call.isHandedOver()).isFalse();
    assertThat(SLACK.capabilities(both.endpoint())).isEqualTo(SLACK.capabilities());
  }

  @Test
  void a_webhook_alone_posts_text_and_blocks_and_nothing_else() {
    Connection hook = connection(Map.of("webhookUrl", HOOK));
    Content content = Deliveries.plain("Deploy?", Deliveries.buttons(2));
    Call call = SLACK.call(Deliveries.of("slack", "C1", "1.000001", content, 0), hook);
    assertThat(call.isHandedOver()).isTrue();
    assertThat(call.url()).isEqualTo(HOOK);
    assertThat(dev.caravan.store.Json.object(call.json()))
        .containsOnlyKeys("text", "mrkdwn", "blocks", "unfurl_links", "unfurl_media");
    assertThat(SLACK.capabilities(hook.endpoint()).features())
        .doesNotContain(Feature.EDIT, Feature.RECALL, Feature.THREADS, Feature.REPLIES)
        .contains(Feature.IMAGES, Feature.MENTIONS);
  }

  @Test
  void it_can_neither_edit_nor_recall_nor_be_asked() {
    Connection hook = connection(Map.of("webhookUrl", HOOK));
    for (Deed deed : List.of(new Deed.Edit("C1/1.1"), new Deed.Recall("C1/1.1"))) {
      assertThatThrownBy(() -> SLACK.call(delivery(deed), hook))
          .isInstanceOfSatisfying(NotSent.class, SlackWebhookTest::assertRefused);
    }
    assertThatThrownBy(() -> SLACK.probe(hook))
        .isInstanceOfSatisfying(NotSent.class, SlackWebhookTest::assertRefused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hooks.slack.com/x", "ftp://h/x", "https:///x", "https://h/a b", "https://h/)"})
  void what_is_no_address_is_found_before_it_is_used(String url) {
    assertThatThrownBy(
            () -> SLACK.call(delivery(new Deed.Post()), connection(Map.of("webhookUrl", url))))
        .isInstanceOfSatisfying(
            NotSent.class,
            e ->
                assertThat(e.outcome())
                    .isInstanceOfSatisfying(
                        Rejected.class,
                        r -> assertThat(r.reason()).isEqualTo(Reason.CREDENTIAL_REFUSED)))
        .hasMessageNotContaining(url);
  }

  private static void assertRefused(NotSent notSent) {
    assertThat(notSent.outcome())
        .isInstanceOfSatisfying(
            Rejected.class, r -> assertThat(r.reason()).isEqualTo(Reason.REQUEST_REFUSED));
  }

  private static Outcome read(int status, String word) {
    return SlackWebhook.read(new Answer(status, Map.of(), word));
  }

  private static Delivery delivery(Deed deed) {
    Delivery post = Deliveries.of("slack", "C1", null, Deliveries.plain("Hello"), 0);
    return new Delivery(post.message(), 0, 1, post.key(), deed);
  }

  private static Connection connection(Map<String, String> credentials) {
    Connection like = Deliveries.connection("slack");
    return new Connection(
        "slack",
        "slack",
        true,
        new Connection.Endpoint(false, "https://slack.com", credentials),
        like.traffic());
  }
}
