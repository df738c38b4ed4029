package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each maturity may say, by where the message came from. */
class MaturityTest {
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
  void aStudentsSendIsDeniedWithTheDecisionAndLeavesOnlyAnAuditRow() {
    TestHub.Answer denied = hub.send("student", "C0STUDENT", "Hello");

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.body()).extractingByKey("decision").asString().contains("maturity_denied");
    assertThat(history("recipient_id=C0STUDENT")).isEmpty();
    assertThat(hub.get("/api/v1/audit?verb=message.denied").items())
        .anySatisfy(row -> assertThat(row).containsEntry("reason", "maturity_denied"));
  }

  @Test
  void anInternsSendWaitsForAHuman() {
    TestHub.Answer held = hub.send("intern", "C0INTERN", "Hello");

    assertThat(held.status()).isEqualTo(202);
    assertThat(held.body())
        .containsEntry("status", "pending")
        .containsEntry("waiting_for", "approval");
    assertThat(hub.get("/api/v1/messaging/proactive/queue?agent_id=intern").items())
        .extracting(m -> m.get("id"))
        .contains(held.text("id"));
    assertThat(hub.received("C0INTERN")).isEmpty();
  }

  @Test
  void aSupervisedAgentsSendGoesAndIsOnTheWatchList() {
    TestHub.Answer sent = hub.send("supervised", "C0SUPERVISED", "Hello");

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.body()).containsEntry("monitored", true);
    hub.until(sent.text("id"), "sent");
    assertThat(history("monitored=true")).contains(sent.text("id"));
  }

  @Test
  void anAutonomousAgentsSendGoesUnwatched() {
    TestHub.Answer sent = hub.send("autonomous", "C0AUTO", "Hello");

    assertThat(sent.status()).isEqualTo(201);
    hub.until(sent.text("id"), "sent");
    assertThat(history("monitored=true")).doesNotContain(sent.text("id"));
  }

  @Test
  void aStudentsReplyWaitsForAHuman() {
    String inbound = inbound("C0ASKED1", Duration.ofMinutes(1));

    TestHub.Answer held = hub.send("student", "C0ASKED1", "Yes", Map.of("reply_to", inbound));

    assertThat(held.status()).isEqualTo(202);
    assertThat(held.body()).containsEntry("origin", "reply").containsEntry("status", "pending");
  }

  @Test
  void anInternsReplyGoesAndIsWatched() {
    String inbound = inbound("C0ASKED2", Duration.ofMinutes(14));

    TestHub.Answer sent = hub.send("intern", "C0ASKED2", "Yes", Map.of("reply_to", inbound));

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.body()).containsEntry("origin", "reply").containsEntry("monitored", true);
    hub.until(sent.text("id"), "sent");
  }

  @Test
  void anAnswerAfterAQuarterOfAnHourIsASend() {
    String inbound = inbound("C0ASKED3", Duration.ofMinutes(16));

    TestHub.Answer denied = hub.send("student", "C0ASKED3", "Yes", Map.of("reply_to", inbound));

    assertThat(denied.status()).isEqualTo(403);
  }

  @Test
  void anAnswerToAnotherConversationIsASend() {
    String inbound = inbound("C0ASKED4", Duration.ofMinutes(1));

    TestHub.Answer held = hub.send("intern", "C0ELSE", "Yes", Map.of("reply_to", inbound));

    assertThat(held.status()).isEqualTo(202);
    assertThat(held.body()).containsEntry("origin", "send");
  }

  private static List<Object> history(String filter) {
    return hub.get("/api/v1/messaging/proactive/history?" + filter).items().stream()
        .map(m -> Objects.requireNonNull(m.get("id")))
        .toList();
  }

  /** A message that somebody wrote to the hub so long ago; answers its id. */
  private static String inbound(String recipient, Duration ago) {
    UUID conversation = UUID.randomUUID();
    UUID message = UUID.randomUUID();
    hub.sql(
        "insert into conversations (id, connection, recipient_id, created_at, updated_at)"
            + " values (?, 'slack', ?, now(), now())",
        conversation,
        recipient);
    hub.sql(
        "insert into inbox (id, connection, event_id, received_at, state, conversation_id)"
            + " values (?, 'slack', ?, ?::timestamptz, 'done', ?)",
        message,
        message.toString(),
        hub.clock.instant().minus(ago).toString(),
        conversation);
    return message.toString();
  }
}
