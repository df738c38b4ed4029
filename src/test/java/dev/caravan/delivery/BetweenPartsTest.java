package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A message of several parts that something comes between. */
class BetweenPartsTest {
  private static final String TEXT =
      IntStream.range(0, 3_000).mapToObj(n -> "word" + n).collect(Collectors.joining(" "));

  @Test
  void aMessageGoesOnWithItsNextPartAfterARestart() {
    try (FarSide far = FarSide.start(0);
        TestHub hub = TestHub.with(onePartAnHour(far), Map.of())) {
      String id = String.valueOf(hub.send("autonomous", "C0PARTS", TEXT).text("id"));
      TestHub.until("the first part is written", () -> parts(hub, id) == 1);

      hub.restart();
      untilIs(hub, id, "sent");

      List<String> arrived = texts(far);
      assertThat(arrived).hasSizeGreaterThan(3).doesNotHaveDuplicates();
      assertThat(String.join(" ", arrived)).isEqualTo(TEXT);
      assertThat(parts(hub, id)).isEqualTo(arrived.size());
    }
  }

  @Test
  void partsWithoutIdsAreNotSaidAgainAfterAStop() {
    try (FarSide far = FarSide.start(0);
        TestHub hub = TestHub.with(onePartAnHourByWebhook(far), Map.of())) {
      String id = String.valueOf(hub.send("autonomous", "C0PARTS", TEXT).text("id"));
      waitsWithPart(hub, id, 1);

      String stop = stop(hub, id);
      hub.delete("/api/v1/governance/stops/" + stop);

      untilIs(hub, id, "sent");
      assertThat(texts(far)).hasSizeGreaterThan(3).doesNotHaveDuplicates();
      assertThat(String.join(" ", texts(far))).isEqualTo(TEXT);
    }
  }

  @Test
  void aPartWithTwoIdsSkipsNoneAfterAStop() {
    String user = "U4af4980629000000000000000000abcd";
    try (TestHub hub =
        TestHub.with(
            """
            connections:
              - {name: line, platform: line, sandbox: true, default: true, limits: none, recipientLimits: [{count: 1, per: 1h}]}
            """,
            Map.of())) {
      String id = twoImagesBelowAButton(hub, user);
      waitsWithPart(hub, id, 1);
      assertThat(parts(hub, id)).isEqualTo(2);

      String stop = stop(hub, id);
      hub.delete("/api/v1/governance/stops/" + stop);

      untilIs(hub, id, "sent");
      String arrived = hub.received(user).toString();
      assertThat(arrived).contains("https://example.org/1.png", "https://example.org/2.png");
    }
  }

  @Test
  void anApproverMayNotEditWhatHasBeenSaidInPart() {
    try (FarSide far = FarSide.start(0);
        TestHub hub = TestHub.with(onePartAnHourByWebhook(far), Map.of())) {
      String agent = hub.agent("AUTONOMOUS");
      String id = String.valueOf(hub.send(agent, "C0PARTS", TEXT).text("id"));
      waitsWithPart(hub, id, 1);
      hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "INTERN", "reason", "A test"));
      untilIs(hub, id, "pending");

      String approve = "/api/v1/messaging/proactive/approve/" + id;
      TestHub.Answer edited = hub.post(approve, Map.of("content", "Something else"));

      assertThat(edited.status()).isEqualTo(409);
      assertThat(edited.response().body()).contains("parts_sent");
      assertThat(hub.message(id)).containsEntry("status", "pending");
      assertThat(hub.post(approve, Map.of("content", TEXT)).status()).isEqualTo(200);
      untilIs(hub, id, "sent");
      assertThat(String.join(" ", texts(far))).isEqualTo(TEXT);
    }
  }

  private static String twoImagesBelowAButton(TestHub hub, String user) {
    TestHub.Answer sent =
        hub.post(
            "/api/v1/messaging/proactive/send",
            Map.of(
                "agent_id",
                "autonomous",
                "platform",
                "line",
                "recipient_id",
                user,
                "content",
                "word ".repeat(200),
                "actions",
                List.of(Map.of("id", "y", "label", "Yes")),
                "attachments",
                List.of(image("https://example.org/1.png"), image("https://example.org/2.png"))));
    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    return String.valueOf(sent.text("id"));
  }

  private static Map<String, String> image(String url) {
    return Map.of("url", url, "mime_type", "image/png");
  }

  /** Until its outbox row is ready with this part; the table alone knows when that is. */
  private static void waitsWithPart(TestHub hub, String id, int part) {
    TestHub.until(
        "part " + part + " is the next",
        () ->
            hub.sql(
                    "update outbox set part = part where id = ?::uuid and part = ? and state = 'ready'",
                    id,
                    part)
                == 1);
  }

  /** Stops the agent, and waits until its message has left the outbox for that. */
  private static String stop(TestHub hub, String id) {
    TestHub.Answer pulled =
        hub.post(
            "/api/v1/governance/stops",
            Map.of("scope", "agent", "value", "autonomous", "reason", "A test"));
    TestHub.until(
        "it was turned back",
        () -> {
          hub.clock.forward(Duration.ofHours(1));
          return hub.sql("update outbox set part = part where id = ?::uuid", id) == 0;
        });
    return String.valueOf(pulled.text("id"));
  }

  private static void untilIs(TestHub hub, String id, String status) {
    TestHub.until(
        "it is " + status,
        () -> {
          hub.clock.forward(Duration.ofHours(1));
          return status.equals(hub.message(id).get("status"));
        });
  }

  private static String onePartAnHourByWebhook(FarSide far) {
    return """
        connections:
          - name: slack
            platform: slack
            sandbox: true
            default: true
            limits: none
            recipientLimits: [{count: 1, per: 1h}]
            credentials: {webhookUrl: "http://127.0.0.1:%d/sandbox/slack/%s"}
        """
        .formatted(far.port(), Tokens.SLACK_WEBHOOK);
  }

  private static String onePartAnHour(FarSide far) {
    return """
        connections:
          - name: slack
            platform: slack
            default: true
            baseUrl: http://127.0.0.1:%d/sandbox/slack
            credentials: {botToken: %s}
            limits: none
            recipientLimits: [{count: 1, per: 1h}]
        """
        .formatted(far.port(), Tokens.SLACK);
  }

  private static int parts(TestHub hub, String id) {
    return hub.message(id).get("parts") instanceof List<?> parts ? parts.size() : 0;
  }

  private static List<String> texts(FarSide far) {
    return far.received().list(Wanted.ALL, 0, 100).stream().map(m -> m.arrival().text()).toList();
  }
}
