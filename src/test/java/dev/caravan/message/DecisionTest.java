package dev.caravan.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The strictest of all that spoke wins. */
class DecisionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void whereNobodySpokeAHumanMust() {
    assertThat(decision().verdict()).isEqualTo(new Verdict.Hold());
    assertThat(decision().deciding().reason()).isEqualTo(Reason.NO_RULE_SPOKE);
  }

  @Test
  void denyBeatsHoldBeatsDeferBeatsAllowInAnyOrder() {
    Verdict allow = new Verdict.Allow();
    Verdict defer = new Verdict.Defer(NOW);
    Verdict hold = new Verdict.Hold();
    Verdict deny = new Verdict.Deny();

    assertThat(decision(deny, allow).verdict()).isEqualTo(deny);
    assertThat(decision(allow, hold, deny).verdict()).isEqualTo(deny);
    assertThat(decision(defer, hold).verdict()).isEqualTo(hold);
    assertThat(decision(allow, defer, allow).verdict()).isEqualTo(defer);
  }

  @Test
  void ofTwoDeferralsTheLaterCounts() {
    Verdict early = new Verdict.Defer(NOW);
    Verdict late = new Verdict.Defer(Instant.MAX);

    assertThat(decision(early, late).verdict()).isEqualTo(late);
    assertThat(decision(late, early).verdict()).isEqualTo(late);
  }

  @Test
  void allThatSpokeAreKept() {
    assertThat(decision(new Verdict.Deny(), new Verdict.Allow()).findings()).hasSize(2);
  }

  private static Decision decision(Verdict... verdicts) {
    Decision decision = Decision.open(new Decision.Policy("test", ""), NOW);
    for (Verdict verdict : List.of(verdicts)) {
      decision =
          decision.with(new Finding("test", verdict, Reason.SITE_RULE, "Because.", Map.of()));
    }
    return decision;
  }
}
