package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import dev.caravan.wiring.PlatformList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each curl of docs/MESSAGING_PLATFORMS.md does what it is there for. */
class GuideTest {
  private static final Pattern BODY = Pattern.compile("curl -sS \\S+/send .*\\n\\s+-d '(.*)'");
  private static TestHub hub;

  @BeforeAll
  static void start() {
    StringBuilder connections = new StringBuilder("connections:\n");
    PlatformList.ALL.forEach(
        p ->
            connections.append(
                "  - {name: %s, platform: %s, sandbox: true}\n".formatted(p.id(), p.id())));
    hub = TestHub.with(connections.toString(), Map.of());
  }

  @AfterAll
  static void end() {
    hub.close();
  }

  @TestFactory
  Stream<DynamicTest> each_curl_is_answered_201_and_arrives() throws IOException {
    return bodies().stream()
        .map(
            body ->
                DynamicTest.dynamicTest(
                    String.valueOf(body.get("platform")),
                    () -> {
                      TestHub.Answer sent = hub.post("/api/v1/messaging/proactive/send", body);
                      assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
                      hub.until(sent.text("id"), "sent");
                    }));
  }

  @Test
  void every_platform_of_the_hub_has_its_curl() throws IOException {
    assertThat(bodies().stream().map(body -> body.get("platform")))
        .containsExactlyInAnyOrderElementsOf(PlatformList.ALL.stream().map(Platform::id).toList());
  }

  private static List<Map<String, Object>> bodies() throws IOException {
    return BODY.matcher(Files.readString(Path.of("docs/MESSAGING_PLATFORMS.md")))
        .results()
        .map(found -> Json.object(found.group(1)))
        .toList();
  }
}
