package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message may answer one that the hub itself had sent to the same place. */
class ReplyTest {
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
  void anAnswerKnowsThePlatformsNameOfWhatItAnswers() {
    String first = sent("C0ANSWERED");
    String platformId = String.valueOf(hub.message(first).get("platform_message_id"));

    String answer = sent("C0ANSWERED", first);

    assertThat(answers(answer, platformId)).isTrue();
    assertThat(hub.message(answer)).containsEntry("reply_to", first);
  }

  @Test
  void thePlatformIsToldWhatIsAnswered() {
    Map<String, String> telegram = Map.of("platform", "telegram");
    String first = String.valueOf(hub.send("autonomous", "4720", "One", telegram).text("id"));
    hub.until(first, "sent");
    Map<String, String> answering = Map.of("platform", "telegram", "reply_to", first);

    String answer = String.valueOf(hub.send("autonomous", "4720", "Two", answering).text("id"));

    hub.until(answer, "sent");
    Object named = hub.received("4720").get(0).get("platform_message_id");
    assertThat(hub.received("4720").get(1))
        .extractingByKey("raw")
        .asString()
        .contains("reply_parameters", "\"message_id\":" + named);
  }

  @Test
  void aMessageOfAnotherConversationCannotBeAnsweredHere() {
    TestHub.Answer refused = answer("C0HERE", sent("C0THERE"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("reply_elsewhere", "\"field\":\"reply_to\"");
    assertThat(refused.response().body()).doesNotContain("C0THERE");
  }

  @Test
  void whatWasNotSentCannotBeAnswered() {
    String held = String.valueOf(hub.send("intern", "C0HELD", "Hello").text("id"));

    TestHub.Answer refused = answer("C0HELD", held);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("reply_unsent", held);
  }

  @Test
  void whatWasTakenBackCannotBeAnswered() {
    String gone = sent("C0TAKENBACK");
    hub.post("/api/v1/messaging/proactive/" + gone + "/recall", Map.of("reason", "Wrong"));

    TestHub.Answer refused = answer("C0TAKENBACK", gone);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("reply_recalled");
  }

  @Test
  void anUnknownIdIsTakenAsItWasWritten() {
    for (String unknown : new String[] {UUID.randomUUID().toString(), "ticket-17"}) {
      TestHub.Answer taken = answer("C0UNKNOWN", unknown);

      assertThat(taken.status()).isEqualTo(201);
      assertThat(taken.body()).containsEntry("reply_to", unknown);
    }
  }

  private static TestHub.Answer answer(String recipient, String replyTo) {
    return hub.send("autonomous", recipient, "An answer", Map.of("reply_to", replyTo));
  }

  private static String sent(String recipient) {
    String id = String.valueOf(hub.send("autonomous", recipient, "Hello").text("id"));
    hub.until(id, "sent");
    return id;
  }

  private static String sent(String recipient, String replyTo) {
    String id = String.valueOf(answer(recipient, replyTo).text("id"));
    hub.until(id, "sent");
    return id;
  }

  private static boolean answers(String id, String platformId) {
    return hub.sql(
            "update proactive_messages set id = id where id = ? and extras ->> 'answers' = ?",
            UUID.fromString(id),
            platformId)
        == 1;
  }
}
