package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said twice is one message. */
class IdempotencyTest {
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void fiftyCallersWithOneKeyMakeOneMessageAndGetFiftyEqualAnswers() {
    List<TestHub.Answer> answers =
        Crowd.of(50, i -> keyed("fifty", "autonomous", "C0FIFTYKEYS", "Hello", Map.of()));

    assertThat(answers).extracting(TestHub.Answer::status).containsOnly(201);
    assertThat(answers.stream().map(a -> a.text("id")).distinct()).hasSize(1);
    hub.until(answers.get(0).text("id"), "sent");
    assertThat(hub.received("C0FIFTYKEYS")).hasSize(1);
  }

  @Test
  void fiftyCallersWithOneKeyForAnInternAllGet202() {
    List<TestHub.Answer> answers =
        Crowd.of(50, i -> keyed("held", "intern", "C0FIFTYHELD", "Hello", Map.of()));

    assertThat(answers).extracting(TestHub.Answer::status).containsOnly(202);
    assertThat(answers.stream().map(a -> a.text("id")).distinct()).hasSize(1);
  }

  @Test
  void anotherContentUnderTheSameKeyIsRefused() {
    keyed("other", "autonomous", "C0OTHERTEXT", "Hello", Map.of());

    TestHub.Answer refused = keyed("other", "autonomous", "C0OTHERTEXT", "Bye", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("idempotency_key_reused");
  }

  @Test
  void everyFieldOfTheSubmissionBelongsToTheKey() {
    Map<String, Object> said = Map.of("labels", Map.of("a", "1"), "metadata", Map.of("b", 2));
    keyed("fields", "autonomous", "C0FIELDS", "Hello", said);

    assertThat(keyed("fields", "autonomous", "C0FIELDS", "Hello", said).status()).isEqualTo(201);
    assertThat(
            keyed("fields", "autonomous", "C0FIELDS", "Hello", Map.of("labels", Map.of("a", "2")))
                .status())
        .isEqualTo(422);
  }

  @Test
  void theOrderOfNestedFieldsDoesNotMakeAnotherContent() {
    String said =
        """
        {"agent_id": "autonomous", "platform": "slack", "recipient_id": "C0ORDER", "content": "Hello",
         "metadata": {"ticket": {%s}, "list": [{%s}]}}
        """;
    String first = raw("order", said.formatted("\"a\": 1, \"b\": 2", "\"c\": 3, \"d\": 4"));

    assertThat(raw("order", said.formatted("\"b\": 2, \"a\": 1", "\"d\": 4, \"c\": 3")))
        .isEqualTo(first)
        .startsWith("201 ");
    assertThat(raw("order", said.formatted("\"a\": 1, \"b\": \"2\"", "\"c\": 3, \"d\": 4")))
        .startsWith("422 ");
  }

  @Test
  void aRepeatAnswersTheMessageAsItIsNow() {
    String id = keyed("again", "autonomous", "C0AGAIN", "Hello", Map.of()).text("id");
    hub.until(id, "sent");

    TestHub.Answer again = keyed("again", "autonomous", "C0AGAIN", "Hello", Map.of());

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).containsEntry("id", id).containsEntry("status", "sent");
  }

  @Test
  void aRepeatAnswersTheFirstStatusCodeEvenAfterTheApproval() {
    String id = keyed("approved", "intern", "C0APPROVED", "Hello", Map.of()).text("id");
    hub.post("/api/v1/messaging/proactive/approve/" + id, Map.of());
    hub.until(id, "sent");

    TestHub.Answer again = keyed("approved", "intern", "C0APPROVED", "Hello", Map.of());

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).containsEntry("status", "sent");
  }

  @Test
  void aRepeatIsAnsweredThoughItsTimeHasComeMeanwhile() {
    Map<String, String> said =
        Map.of("scheduled_for", hub.clock.instant().plus(Duration.ofMinutes(1)).toString());
    String id = keyed("timed", "autonomous", "C0TIMED", "Hello", said).text("id");
    hub.clock.forward(Duration.ofMinutes(2));

    TestHub.Answer again = keyed("timed", "autonomous", "C0TIMED", "Hello", said);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text("id")).isEqualTo(id);
    TestHub.Answer other = keyed("timed", "autonomous", "C0TIMED", "Bye", said);
    assertThat(other.response().body()).contains("idempotency_key_reused");
    TestHub.Answer late = keyed("never", "autonomous", "C0TIMED", "Hello", said);
    assertThat(late.response().body()).contains("in_the_past");
  }

  @Test
  void aRepeatIsAnsweredWhateverGovernanceSaysByThen() {
    String agent = String.valueOf(hub.get("/api/v1/agents/" + hub.agent("AUTONOMOUS")).text("id"));
    String id = keyed("judged", agent, "C0JUDGED", "Hello", Map.of()).text("id");
    hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "STUDENT", "reason", "A test"));

    TestHub.Answer demoted = keyed("judged", agent, "C0JUDGED", "Hello", Map.of());
    hub.delete("/api/v1/agents/" + agent);
    TestHub.Answer retired = keyed("judged", agent, "C0JUDGED", "Hello", Map.of());

    assertThat(List.of(demoted, retired)).extracting(TestHub.Answer::status).containsOnly(201);
    assertThat(List.of(demoted, retired)).extracting(a -> a.text("id")).containsOnly(id);
    assertThat(hub.get("/api/v1/audit?subject=agent:" + agent).items())
        .extracting(row -> row.get("verb"))
        .doesNotContain("message.denied");
  }

  @Test
  void aDryRunWithAUsedKeyIsNoRepeat() {
    keyed("dry", "autonomous", "C0DRY", "Hello", Map.of());

    TestHub.Answer dry = keyed("dry", "autonomous", "C0DRY", "Hello", Map.of("dry_run", true));

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.body()).containsKey("status_would_be");
  }

  @Test
  void faultsOfAKeyedSubmissionAreNamedAllAtOnce() {
    String past = hub.clock.instant().minus(Duration.ofMinutes(1)).toString();

    TestHub.Answer refused =
        keyed("faulty", "autonomous", "C0FAULTS", "Hello", Map.of("scheduled_for", past, "x", 1));

    assertThat(refused.response().body()).contains("in_the_past", "unknown_field");
  }

  @Test
  void aDenialDoesNotUseTheKeyUp() {
    String agent = hub.agent("STUDENT");
    assertThat(keyed("denied", agent, "C0DENIED", "Hello", Map.of()).status()).isEqualTo(403);

    hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "SUPERVISED", "reason", "Learnt"));

    assertThat(keyed("denied", agent, "C0DENIED", "Hello", Map.of()).status()).isEqualTo(201);
  }

  @Test
  void twoAgentsMayUseTheSameKey() {
    TestHub.Answer one = keyed("shared", "autonomous", "C0SHARED", "Hello", Map.of());
    TestHub.Answer two = keyed("shared", "supervised", "C0SHARED", "Hello", Map.of());

    assertThat(two.status()).isEqualTo(201);
    assertThat(two.text("id")).isNotEqualTo(one.text("id"));
  }

  @Test
  void aSecondMessageWithinTheWindowOfItsDedupKeyIsSwallowed() {
    Map<String, String> dedup = Map.of("dedup_key", "disk-full");
    TestHub.Answer first = hub.send("autonomous", "C0DEDUP", "Disk 91 %", dedup);

    TestHub.Answer second = hub.send("autonomous", "C0DEDUP", "Disk 92 %", dedup);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    hub.until(first.text("id"), "sent");
    assertThat(hub.received("C0DEDUP")).hasSize(1);
  }

  @Test
  void fiftyMessagesWithOneDedupKeyAtOnceAreOne() {
    List<TestHub.Answer> answers =
        Crowd.of(
            50, i -> hub.send("autonomous", "C0DEDUPS", "n" + i, Map.of("dedup_key", "at-once")));

    assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(49);
    assertThat(answers.stream().map(a -> a.text("id")).distinct()).hasSize(1);
  }

  @Test
  void aDedupKeySwallowsForAsLongAsItsFirstMessageSays() {
    Map<String, Object> quarter = Map.of("dedup_key", "quarter", "dedup_window", "15m");
    Map<String, Object> seconds = Map.of("dedup_key", "seconds", "dedup_window", 90);
    String first = hub.send("autonomous", "C0WINDOW", "one", quarter).text("id");
    String other = hub.send("autonomous", "C0WINDOW", "two", seconds).text("id");

    hub.clock.forward(Duration.ofSeconds(89));
    // The window is the first one's: what a later message says of it begins with its own use.
    TestHub.Answer longer =
        hub.send(
            "autonomous", "C0WINDOW", "x", Map.of("dedup_key", "quarter", "dedup_window", "1s"));
    assertThat(longer.status()).isEqualTo(200);
    assertThat(longer.text("id")).isEqualTo(first);
    assertThat(hub.send("autonomous", "C0WINDOW", "x", seconds).text("id")).isEqualTo(other);
    hub.clock.forward(Duration.ofSeconds(1));

    assertThat(hub.send("autonomous", "C0WINDOW", "x", seconds).status()).isEqualTo(201);
    assertThat(hub.send("autonomous", "C0WINDOW", "x", quarter).text("id")).isEqualTo(first);
    hub.clock.forward(Duration.ofMinutes(15));
    assertThat(hub.send("autonomous", "C0WINDOW", "x", quarter).status()).isEqualTo(201);
  }

  @Test
  void aSwallowedMessageIsAnsweredWithTheFirstAsItIsNowAndUsesNoKeyUp() {
    Map<String, String> dedup = Map.of("dedup_key", "as-it-is");
    String first = hub.send("autonomous", "C0ASITIS", "91 %", dedup).text("id");
    hub.until(first, "sent");

    TestHub.Answer swallowed = keyed("swallowed", "autonomous", "C0ASITIS", "92 %", dedup);

    assertThat(swallowed.status()).isEqualTo(200);
    assertThat(swallowed.body())
        .containsEntry("id", first)
        .containsEntry("status", "sent")
        .containsEntry("content", "91 %");
    TestHub.Answer other = keyed("swallowed", "autonomous", "C0ASITIS", "Another", Map.of());
    assertThat(other.status()).isEqualTo(201);
    assertThat(keyed("swallowed", "autonomous", "C0ASITIS", "Another", Map.of()).text("id"))
        .isEqualTo(other.text("id"));
  }

  @Test
  void eachAgentHasDedupKeysOfItsOwn() {
    Map<String, String> dedup = Map.of("dedup_key", "own");
    TestHub.Answer one = hub.send("autonomous", "C0OWN", "Hello", dedup);
    TestHub.Answer two = hub.send("supervised", "C0OWN", "Hello", dedup);

    assertThat(List.of(one.status(), two.status())).containsOnly(201);
  }

  @Test
  void fiftyCallersWithBothKeysAtOnceAreOneMessageAndFiftyEqualIds() {
    Map<String, String> dedup = Map.of("dedup_key", "both-at-once");
    List<TestHub.Answer> answers =
        Crowd.of(50, i -> keyed("both-" + i % 2, "autonomous", "C0BOTHS", "Hello " + i % 2, dedup));

    assertThat(answers).extracting(TestHub.Answer::status).containsOnly(200, 201);
    assertThat(answers.stream().map(a -> a.text("id")).distinct()).hasSize(1);
  }

  @Test
  void aRepeatAfterTheWindowLeavesTheDedupKeyUsable() {
    Map<String, String> dedup = Map.of("dedup_key", "both");
    String first = keyed("both", "autonomous", "C0BOTH", "Hello", dedup).text("id");
    hub.clock.forward(Duration.ofHours(2));

    assertThat(keyed("both", "autonomous", "C0BOTH", "Hello", dedup).text("id")).isEqualTo(first);
    TestHub.Answer next = hub.send("autonomous", "C0BOTH", "Hello again", dedup);

    assertThat(next.status()).isEqualTo(201);
    assertThat(next.text("id")).isNotEqualTo(first);
  }

  /** The status of the answer, and the id of its message. */
  private static String raw(String key, String body) {
    TestHub.Answer answer =
        hub.call(
            "POST",
            "/api/v1/messaging/proactive/send",
            body,
            "admin-token",
            Map.of("Idempotency-Key", key));
    return answer.status() + " " + answer.text("id");
  }

  private static TestHub.Answer keyed(
      String key, String agent, String recipient, String content, Map<String, ?> more) {
    return hub.call(
        "POST",
        "/api/v1/messaging/proactive/send",
        Json.write(TestHub.said(agent, recipient, content, more)),
        "admin-token",
        Map.of("Idempotency-Key", key));
  }
}
