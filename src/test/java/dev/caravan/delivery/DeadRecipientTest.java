package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a platform called dead is not written to for a day, and lives again with any success. */
class DeadRecipientTest {
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @AfterEach
  void behave() {
    hub.delete("/sandbox/api/faults");
  }

  @ParameterizedTest
  @CsvSource({
    "slack, C0DEADALL, recipient_unknown",
    "slack, C0GONEALL, recipient_unreachable",
    "telegram, 403, recipient_unreachable",
    "telegram, 400, recipient_unknown"
  })
  void theNextSubmissionIsRefusedWithTheReason(String platform, String recipient, String reason) {
    fails(platform, recipient);

    TestHub.Answer refused = refused(platform, recipient);

    assertThat(refused.response().body()).contains("recipient_dead", reason, "after a day");
  }

  @Test
  void anotherRecipientOfTheSameConnectionIsNotMeant() {
    fails("slack", "C0DEADONE");
    refused("slack", "C0DEADONE");

    assertThat(send("slack", "C0ALIVE").status()).isEqualTo(201);
  }

  @Test
  void whatWaitsForItsTimeIsDeniedThen() {
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    String waiting =
        hub.send("autonomous", "C0GONELATER", "Later", Map.of("scheduled_for", at)).text("id");
    fails("slack", "C0GONELATER");

    hub.clock.forward(Duration.ofHours(2));

    assertThat(hub.until(waiting, "denied")).containsEntry("error_reason", "recipient_dead");
  }

  @Test
  void afterADayItIsTriedAgainAndADeathRenewedCountsAnew() {
    fails("slack", "C0GONEAGAIN");
    refused("slack", "C0GONEAGAIN");

    hub.clock.forward(Duration.ofHours(25));
    fails("slack", "C0GONEAGAIN");
    refused("slack", "C0GONEAGAIN");

    hub.clock.forward(Duration.ofHours(23));
    refused("slack", "C0GONEAGAIN");
  }

  @Test
  void anySuccessForgetsTheDeath() {
    rejecting("C0REVIVED", 1);
    fails("slack", "C0REVIVED");
    refused("slack", "C0REVIVED");
    rejecting("C0REVIVED", 0);
    hub.clock.forward(Duration.ofHours(25));

    hub.until(send("slack", "C0REVIVED").text("id"), "sent");

    TestHub.until("its row says so", () -> dead("C0REVIVED") == 0);
    hub.until(send("slack", "C0REVIVED").text("id"), "sent");
  }

  /** Both are known of them; only the death ends by itself. */
  @Test
  void whoOptedOutAndDiedIsStillOptedOutAfterADay() {
    OffsetDateTime now = hub.clock.instant().atOffset(ZoneOffset.UTC);
    hub.sql(
        "insert into recipients (connection, recipient_id, opted_out_at, updated_at) values ('slack', ?, ?, ?)",
        "C0OPTEDOUT",
        now,
        now);
    TestHub.until("it is known", () -> send("slack", "C0OPTEDOUT").status() == 403);
    hub.sql(
        "update recipients set dead_since = ?, dead_reason = 'recipient_unknown' where recipient_id = ?",
        now,
        "C0OPTEDOUT");
    refused("slack", "C0OPTEDOUT");

    hub.clock.forward(Duration.ofHours(25));

    TestHub.Answer denied = send("slack", "C0OPTEDOUT");
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.response().body()).contains("opted_out");
  }

  private static void fails(String platform, String recipient) {
    TestHub.Answer sent = send(platform, recipient);
    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    hub.until(sent.text("id"), "failed");
  }

  /** The refusal of the next submission: the death is known right after the failure is written. */
  private static TestHub.Answer refused(String platform, String recipient) {
    TestHub.until("it is refused", () -> send(platform, recipient).status() == 422);
    return send(platform, recipient);
  }

  private static TestHub.Answer send(String platform, String recipient) {
    return hub.send("autonomous", recipient, "Hello", Map.of("platform", platform));
  }

  private static void rejecting(String recipient, double rate) {
    assertThat(
            hub.put(
                    "/sandbox/api/faults",
                    Map.of(
                        "platform",
                        "slack",
                        "mode",
                        "reject",
                        "rate",
                        rate,
                        "recipient_id",
                        recipient))
                .status())
        .isEqualTo(200);
  }

  private static int dead(String recipient) {
    return hub.sql(
        "update recipients set recipient_id = recipient_id where recipient_id = ? and dead_since is not null",
        recipient);
  }
}
