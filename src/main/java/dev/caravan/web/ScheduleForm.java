package dev.caravan.web;

import dev.caravan.agent.Agents;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.schedule.Schedule;
import dev.caravan.schedule.Schedules;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a schedule: what it says and when, with everything that is wrong with either at once. */
final class ScheduleForm {
  private final Agents agents;
  private final Schedules schedules;
  private final InstantSource clock;
  private final SaidForm said;

  ScheduleForm(Agents agents, Schedules schedules, InstantSource clock) {
    this.agents = agents;
    this.schedules = schedules;
    this.clock = clock;
    this.said = new SaidForm(agents);
  }

  /**
   * What the schedule is to be; an agent's key writes its agent's own alone.
   *
   * @param key the name in the path; null where the body may give one
   */
  Schedules.Wish read(Principal principal, Map<?, ?> body, @Nullable String key) {
    List<Fault> faults = new ArrayList<>();
    Optional<Schedule.Said> says = tried(() -> said.read(body, key), faults);
    Optional<TimingForm.Read> times = tried(() -> TimingForm.read(body, clock.instant()), faults);
    says.ifPresent(s -> SubmissionSteps.standsFor(agents, principal, s.agent().id().toString()));
    if (says.isPresent() && times.isPresent()) {
      return new Schedules.Wish(says.get(), times.get().timing(), times.get().habits());
    }
    // Its times are wrong, but what it says may be so too.
    says.ifPresent(s -> faults.addAll(schedules.faults(s)));
    throw new Refused(Refused.Kind.INVALID, faults);
  }

  private static <T> Optional<T> tried(Supplier<T> reading, List<Fault> faults) {
    try {
      return Optional.of(reading.get());
    } catch (Refused refused) {
      faults.addAll(refused.faults());
      return Optional.empty();
    }
  }
}
