package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.agent.Agents;
import dev.caravan.delivery.Approval;
import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Reason;
import dev.caravan.message.Sender;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import dev.caravan.message.Verdict;
import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GovernanceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aPolicyThatFailsHoldsEvenWhatAHumanHadApproved() {
    try (Database database = TestPostgres.migrated()) {
      Governance failing =
          new Governance(
              new Agents(database.jdbi(), InstantSource.fixed(NOW)),
              new PolicyFile(),
              InstantSource.fixed(NOW),
              open -> {
                throw new IllegalStateException("A step of the site's failed");
              });
      Message message = message();

      Decision decision =
          failing.judge(message, new Approval("key:ann", message.approvalHash(), NOW));

      assertThat(decision.verdict()).isInstanceOf(Verdict.Hold.class);
      assertThat(decision.deciding().reason()).isEqualTo(Reason.POLICY_FAILED);
    }
  }

  private static Message message() {
    return new Message(
        Ids.next(),
        new Sender("default", Ids.next(), "intern", Maturity.INTERN, Origin.SEND, "tests"),
        new Target("slack", "slack", true, "C0GENERAL", null),
        new Content("Approved", Format.PLAIN, List.of()),
        new Message.Outline(Terms.ORDINARY, new Notes(Map.of(), Map.of(), "c", null)),
        NOW);
  }
}
