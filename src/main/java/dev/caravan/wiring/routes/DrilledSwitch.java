package dev.caravan.wiring.routes;

import dev.caravan.governance.Case;
import dev.caravan.governance.Rule;
import dev.caravan.message.Finding;
import dev.caravan.message.Message;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import java.time.Instant;
import java.util.Map;

/**
 * Stands for the kill switch while a policy is tried: pulled for some of the samples, whatever is
 * stopped in truth.
 */
final class DrilledSwitch implements Rule {
  /** The correlation of the samples that it holds. */
  static final String STOPPED = "sample-under-a-stop";

  @Override
  public String name() {
    return "killSwitch";
  }

  /** Whether the sample is one that a stop covers. */
  static boolean holds(Message sample) {
    return sample.notes().correlationId().equals(STOPPED);
  }

  @Override
  public Case judge(Case c) {
    return holds(c.message())
        ? c.with(
            new Finding(
                name(),
                new Verdict.Defer(Instant.MAX),
                Reason.STOPPED,
                "A stop covers this sample.",
                Map.of()))
        : c;
  }
}
