package dev.caravan.governance;

import dev.caravan.message.Finding;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import java.util.Map;
import java.util.Optional;

/** Holds back what a stop covers; nothing is lost, it goes when the stop is lifted. */
public final class KillSwitch implements Rule {
  private final Stops stops;

  public KillSwitch(Stops stops) {
    this.stops = stops;
  }

  @Override
  public String name() {
    return "killSwitch";
  }

  @Override
  public Case judge(Case c) {
    Optional<Stop> stop = stops.covering(c.message());
    if (stop.isEmpty()) {
      return c;
    }
    return c.with(
        new Finding(
            name(),
            new Verdict.Defer(stop.get().until()),
            Reason.STOPPED,
            stop.get().sentence(),
            Map.of("stop", stop.get().id().toString())));
  }
}
