package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.TestHub;
import dev.caravan.platform.FarSide.Got;
import dev.caravan.platform.FarSide.Reply;
import dev.caravan.store.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mattermost is a route without Java, and is served as any other platform. */
class MattermostTest {
  private static final String CHANNEL = "4yx8wm7p5bfszxq9e3ruto6dna";
  private static FarSide mattermost;
  private static TestHub hub;

  @BeforeAll
  static void start() {
    mattermost = new FarSide(MattermostTest::createPost);
    hub =
        TestHub.with(
            """
            connections:
              - name: team
                platform: mattermost
                baseUrl: http://127.0.0.1:%d
                credentials: {token: secret-of-the-bot}
                limits: none
            """
                .formatted(mattermost.port()),
            Map.of());
  }

  @AfterAll
  static void end() {
    hub.close();
    mattermost.close();
  }

  @Test
  void whatIsSaidArrivesInItsThreadWithoutNotifyingAnybody() {
    TestHub.Answer sent =
        send(Map.of("content", "\"Quoted\" \\ and @channel", "thread_id", CHANNEL));
    assertThat(sent.status()).isEqualTo(201);
    hub.until(sent.text("id"), "sent");
    JsonNode post = Json.read(mattermost.got().iterator().next().body(), JsonNode.class);
    assertThat(post.path("message").asText()).isEqualTo("\"Quoted\" \\ and @\u2060channel");
    assertThat(post.path("root_id").asText()).isEqualTo(CHANNEL);
    assertThat(
            hub.get("/api/v1/messaging/proactive/" + sent.text("id")).text("platform_message_id"))
        .isEqualTo("post-1");
  }

  @ParameterizedTest
  @CsvSource({
    "one &#64;all, one &~#64;all",
    "two &#x0040;here, two &~#x0040;here",
    "three &commat;channel, three &~commat;channel",
    "four @&#97;ll, four @&~#97;ll",
    "five &copy; &#233; R&D; a&b, five &copy; &#233; R&D; a&b"
  })
  void aNameSpeltByCharacterReferencesNotifiesNobodyEither(String content, String posted) {
    TestHub.Answer sent = send(Map.of("content", content));
    hub.until(sent.text("id"), "sent");
    assertThat(mattermost.got())
        .extracting(got -> Json.read(got.body(), JsonNode.class).path("message").asText())
        .contains(posted.replace('~', '\u2060'));
  }

  @Test
  void buttonsAreNumberedLines() {
    TestHub.Answer sent =
        send(Map.of("content", "Deploy?", "actions", List.of(Map.of("id", "yes", "label", "Yes"))));
    hub.until(sent.text("id"), "sent");
    assertThat(mattermost.got())
        .anyMatch(
            got ->
                Json.read(got.body(), JsonNode.class)
                    .path("message")
                    .asText()
                    .equals("Deploy?\n\n1. Yes"));
  }

  @Test
  void itCannotBeAskedWhoseTheCredentialIsAndSaysSo() {
    TestHub.Answer tested = hub.post("/api/v1/connections/team/test", Map.of());
    assertThat(tested.status()).isEqualTo(409);
    assertThat(tested.response().body()).contains("not_testable", "'team' cannot be tested");
    assertThat(tested.response().body()).doesNotContain("secret-of-the-bot");
  }

  private static TestHub.Answer send(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("agent_id", "autonomous");
    body.put("platform", "mattermost");
    body.put("recipient_id", CHANNEL);
    return hub.post("/api/v1/messaging/proactive/send", body);
  }

  /** Create a post (developers.mattermost.com, API reference, posts). */
  private static Reply createPost(Got got) {
    JsonNode post = Json.read(got.body(), JsonNode.class);
    boolean known =
        Set.of("channel_id", "message", "root_id")
            .containsAll(post.properties().stream().map(Map.Entry::getKey).toList());
    if (!got.headers()
        .getOrDefault("Authorization", List.of())
        .equals(List.of("Bearer secret-of-the-bot"))) {
      return new Reply(401, Map.of(), "{\"id\":\"api.context.session_expired.app_error\"}");
    }
    return got.path().equals("/api/v4/posts")
            && known
            && post.path("channel_id").asText().equals(CHANNEL)
        ? new Reply(201, Map.of(), "{\"id\":\"post-1\"}")
        : new Reply(400, Map.of(), "{\"id\":\"api.context.invalid_body_param.app_error\"}");
  }
}
