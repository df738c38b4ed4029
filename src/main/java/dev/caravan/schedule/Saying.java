package dev.caravan.schedule;

import dev.caravan.message.Reason;
import dev.caravan.message.Submission;
import dev.caravan.schedule.Run.Ending;
import dev.caravan.schedule.Run.Result;
import dev.caravan.schedule.RunsTable.New;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what fired, and writes how that ended. Whatever is not known to be said stays as it is, for
 * a sweeper: under its key it is said once.
 */
final class Saying {
  private static final Logger LOG = LoggerFactory.getLogger(Saying.class);

  private final Jdbi jdbi;
  private final Voice voice;
  private final Watcher watcher;
  private final InstantSource clock;

  Saying(Jdbi jdbi, Voice voice, Watcher watcher, InstantSource clock) {
    this.jdbi = jdbi;
    this.voice = voice;
    this.watcher = watcher;
    this.clock = clock;
  }

  /** What came of one run. */
  record Told(Run run, Voice.Said said) {}

  /** Says them all, and answers what was told of each. */
  List<Told> say(List<New> fired) {
    if (fired.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<Submission> submissions =
        fired.stream().map(f -> Firing.of(f.schedule(), f.run(), now)).toList();
    List<Voice.Said> said = voice.say(submissions);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      told.add(new Told(fired.get(i).run(), said.get(i)));
    }
    return end(told);
  }

  /** Where a message of the key is there all the same, that is how it ended. */
  private List<Told> end(List<Told> told) {
    List<Run> doubtful =
        told.stream().filter(t -> t.said() instanceof Voice.Said.Unsayable).map(Told::run).toList();
    Map<String, UUID> there =
        doubtful.isEmpty() ? Map.of() : jdbi.withHandle(h -> RunsTable.messages(h, doubtful));
    List<Told> sure =
        told.stream()
            .map(
                t -> {
                  UUID message = there.get(t.run().key().originKey());
                  return message == null ? t : new Told(t.run(), new Voice.Said.Queued(message));
                })
            .toList();
    List<Run> ended = new ArrayList<>();
    for (Told one : sure) {
      if (one.said() instanceof Voice.Said.Away away) {
        LOG.warn(
            "A firing of {} waits for the sweeper: {}",
            one.run().key().schedule(),
            away.why().toString());
      } else {
        ended.add(one.run().ended(ending(one.said())));
      }
    }
    write(ended);
    return sure;
  }

  /** Writes how they ended, and tells the watcher. */
  void write(List<Run> ended) {
    if (ended.isEmpty()) {
      return;
    }
    jdbi.useTransaction(h -> RunsTable.end(h, ended));
    for (Result result : Result.values()) {
      int count = (int) ended.stream().filter(r -> r.stands(result)).count();
      if (count > 0) {
        watcher.ended(result, count);
      }
    }
  }

  private static Ending ending(Voice.Said said) {
    if (said instanceof Voice.Said.Queued queued) {
      return new Ending(Result.QUEUED, queued.message(), null, null);
    }
    if (said instanceof Voice.Said.Denied denied) {
      var deciding = denied.decision().deciding();
      return Ending.of(Result.DENIED, deciding.reason(), deciding.sentence());
    }
    var fault = ((Voice.Said.Unsayable) said).fault();
    return new Ending(Result.FAILED, null, fault.code(), fault.message());
  }

  /** The end of a run whose schedule was taken away. */
  static Ending gone() {
    return Ending.of(
        Result.SKIPPED, Reason.SCHEDULE_GONE, "The schedule was deleted before this was said.");
  }
}
