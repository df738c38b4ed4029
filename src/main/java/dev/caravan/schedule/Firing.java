package dev.caravan.schedule;

import dev.caravan.message.Content;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Submission;
import dev.caravan.message.Terms;
import dev.caravan.message.Wording;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The submission that comes of a schedule's firing. */
final class Firing {
  private Firing() {}

  /** What is said at a firing; its dates tell the moment at which it is said. */
  static Submission of(Schedule schedule, Run run, Instant now) {
    return submission(
        schedule,
        new Wording.Occasion(schedule.timing().zone(), now, Math.max(1, run.number())),
        null,
        new Submission.Entry(
            Origin.SCHEDULE, schedule.life().author(), run.key().originKey(), null, null));
  }

  /** What would be said at the next firing: nothing is stored of it. */
  static Submission rehearsal(Schedule schedule, Instant at) {
    return submission(
        schedule,
        new Wording.Occasion(schedule.timing().zone(), at, schedule.progress().runs() + 1L),
        at,
        new Submission.Entry(
            Origin.SCHEDULE, schedule.life().author(), null, null, null, Submission.Aim.REHEARSED));
  }

  private static Submission submission(
      Schedule schedule, Wording.Occasion occasion, @Nullable Instant at, Submission.Entry entry) {
    Schedule.Said said = schedule.said();
    return new Submission(
        said.agent().id().toString(),
        said.to(),
        new Content(
            "", Format.PLAIN, said.actions(), Extras.NONE.worded(said.wording().on(occasion))),
        new Terms(said.priority(), at, null, null),
        new Notes(Map.of(), Map.of(), Schedules.subject(schedule.id()), null),
        entry);
  }
}
