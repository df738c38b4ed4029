package dev.caravan.monitor;

import dev.caravan.message.Word;
import dev.caravan.schedule.Run;
import dev.caravan.schedule.Watcher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What is measured of schedules: how firings end, and how late they are seen. */
public final class ScheduleMeters implements Watcher {
  /** Those that say that nothing has ended yet. */
  private static final Set<Run.Result> OPEN = Set.of(Run.Result.FIRED, Run.Result.WAITING);

  private final Map<Run.Result, Counter> firings = new EnumMap<>(Run.Result.class);
  private final Timer lateness;

  public ScheduleMeters(Meters meters) {
    MeterRegistry registry = meters.registry();
    for (String word : Word.words(Run.Result.class)) {
      Run.Result result = Word.of(Run.Result.class, word);
      if (!OPEN.contains(result)) {
        firings.put(
            result,
            Counter.builder("caravan.schedule.firings")
                .description("Firings of schedules, by how they ended at first.")
                .tag("result", word)
                .register(registry));
      }
    }
    lateness =
        Timer.builder("caravan.schedule.lateness")
            .description("How long after its moment a firing was seen.")
            .serviceLevelObjectives(Meters.BUCKETS)
            .register(registry);
  }

  @Override
  public void seen(Duration late) {
    lateness.record(late.isNegative() ? Duration.ZERO : late);
  }

  @Override
  public void ended(Run.Result result, int count) {
    Counter counter = firings.get(result);
    if (counter != null) {
      counter.increment(count);
    }
  }
}
