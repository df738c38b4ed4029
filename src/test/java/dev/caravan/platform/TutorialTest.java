package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.TestHub;
import dev.caravan.platform.FarSide.Got;
import dev.caravan.platform.FarSide.Reply;
import dev.caravan.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/ADD_A_PLATFORM.md says is done as it is written, on a hub that is running. */
class TutorialTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

  /** Fields of a message published as JSON (docs.ntfy.sh, publish). */
  private static final Set<String> FIELDS =
      Set.of("topic", "message", "title", "tags", "priority", "click", "attach", "markdown");

  private static FarSide ntfy;
  private static TestHub hub;

  @BeforeAll
  static void follow() throws IOException {
    ntfy = new FarSide(TutorialTest::publish);
    hub = TestHub.unlimited();
    Path folder = Files.createDirectories(hub.home.resolve("routes/platform"));
    Files.writeString(folder.resolve("ntfy.camel.yaml"), block("yaml", 0));
    Files.writeString(
        hub.home.resolve("connections.yaml"),
        block("yaml", 1).replace("127.0.0.1:2586", "127.0.0.1:" + ntfy.port()));
    TestHub.until(
        "the connection is there",
        () ->
            hub.get("/api/v1/queues").items().stream()
                .anyMatch(q -> "ntfy".equals(q.get("connection"))));
    TestHub.until(
        "the route is there",
        () ->
            hub.get("/api/v1/routes").items().stream()
                .anyMatch(r -> "platform-ntfy".equals(r.get("id"))));
  }

  @AfterAll
  static void end() {
    hub.close();
    ntfy.close();
  }

  @Test
  void theTutorialsFirstMessageArrivesWithItsQuotesAsTheyWere() throws IOException {
    Matcher body = Pattern.compile("-d '(.*)'").matcher(block("sh", 0));
    assertThat(body.find()).isTrue();
    TestHub.Answer sent = hub.post("/api/v1/messaging/proactive/send", Json.object(body.group(1)));
    assertThat(sent.status()).isEqualTo(201);
    hub.until(sent.text("id"), "sent");
    assertThat(said()).contains("alerts: Backup of \"db-1\" is done");
  }

  @Test
  void aLongTextGoesOutInPartsAndMentionsNobody() {
    TestHub.Answer sent = send("ping @everyone ".repeat(600));
    hub.until(sent.text("id"), "sent");
    List<String> parts = said().stream().filter(s -> s.contains("ping")).toList();
    assertThat(parts).hasSizeGreaterThan(1).noneMatch(s -> s.contains("@everyone"));
    assertThat(String.join(" ", parts).replace("\u2060", "").split("@everyone", -1)).hasSize(601);
  }

  @Test
  void aRecipientThatItDoesNotKnowIsRefusedWithAnExample() {
    TestHub.Answer refused =
        hub.post(
            "/api/v1/messaging/proactive/send",
            Map.of(
                "agent_id", "autonomous",
                "platform", "ntfy",
                "recipient_id", "no/topic",
                "content", "x"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("recipient_form", "for example alerts");
  }

  private static TestHub.Answer send(String content) {
    return hub.post(
        "/api/v1/messaging/proactive/send",
        Map.of(
            "agent_id", "autonomous",
            "platform", "ntfy",
            "recipient_id", "alerts",
            "content", content));
  }

  private static List<String> said() {
    return ntfy.got().stream()
        .map(got -> Json.read(got.body(), JsonNode.class))
        .map(json -> json.path("topic").asText() + ": " + json.path("message").asText())
        .toList();
  }

  /** As strict as the real one about shape and length, which would make a file of a longer text. */
  private static Reply publish(Got got) {
    ObjectNode json = Json.read(got.body(), ObjectNode.class);
    boolean known = FIELDS.containsAll(json.properties().stream().map(Map.Entry::getKey).toList());
    int bytes =
        json.path("message").asText().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (!got.method().equals("POST")
        || !got.path().equals("/")
        || !known
        || bytes > 4096
        || !json.path("topic").asText().matches("[-_A-Za-z0-9]{1,64}")) {
      return new Reply(
          400, Map.of(), "{\"code\":40001,\"http\":400,\"error\":\"invalid request\"}");
    }
    return new Reply(200, Map.of(), "{\"id\":\"wkY1\",\"event\":\"message\",\"topic\":\"alerts\"}");
  }

  private static String block(String language, int index) throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/ADD_A_PLATFORM.md")));
    int at = 0;
    while (blocks.find()) {
      if (blocks.group(1).equals(language) && at++ == index) {
        return blocks.group(2);
      }
    }
    throw new AssertionError("The tutorial has no block " + index + " of " + language);
  }
}
