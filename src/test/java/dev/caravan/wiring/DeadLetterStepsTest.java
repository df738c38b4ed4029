package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import org.junit.jupiter.api.Test;

/** The log names a reason as the runbook does. */
class DeadLetterStepsTest {

  @Test
  void an_outcome_is_told_by_its_reasons_word() {
    assertThat(
            DeadLetterSteps.told(new Outcome.Retry(Reason.SERVER_ERROR, "It answered 503.", null)))
        .isEqualTo("server_error (It answered 503.)");
    assertThat(DeadLetterSteps.told(new Outcome.Rejected(Reason.RECIPIENT_UNKNOWN, "Gone.")))
        .isEqualTo("recipient_unknown (Gone.)");
  }
}
