package dev.caravan.schedule;

import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import dev.caravan.schedule.Run.Ending;
import dev.caravan.schedule.Run.Result;
import dev.caravan.schedule.RunsTable.New;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Fires schedules. Each look takes what is due and says it; every node looks, none leads. What a
 * node took and did not say is said by whichever sweeps next: a firing has one key, and so one
 * message.
 */
public final class Clockwork implements AutoCloseable {
  /**
   * For so long a firing belongs to the node that took it. A submission is answered within 5 s
   * (delivery's Intake), and a batch of them is one transaction.
   */
  static final Duration LEFT_BEHIND = Duration.ofSeconds(15);

  private static final Ending LATE =
      Ending.of(
          Result.MISSED,
          Reason.CATCHUP_OVER,
          "The node that fired it ended before it was said, and by now the catchup_window is over.");

  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** Batches being said at once: as many as keep PostgreSQL busy while one is judged. */
  private static final int VOICES = 2;

  private final Place place;
  private final Claim claim;
  private final Saying saying;
  private final Watcher watcher;
  private final ReentrantLock looking = new ReentrantLock();
  private final ThreadPoolExecutor voices =
      new ThreadPoolExecutor(
          VOICES,
          VOICES,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          task -> {
            Thread thread = new Thread(task, "schedules");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.CallerRunsPolicy());
  private Instant swept = Instant.EPOCH;
  private volatile boolean closed;

  /** Where it runs. */
  public record Place(Jdbi jdbi, String node, InstantSource clock) {}

  public Clockwork(Place place, Voice voice, Watcher watcher) {
    this.place = place;
    this.claim = new Claim(place.jdbi(), place.node());
    this.saying = new Saying(place.jdbi(), voice, watcher, place.clock());
    this.watcher = watcher;
    voices.allowCoreThreadTimeOut(true);
  }

  /** What a look did: how many firings were made, and how many were not. */
  public record Look(int fired, int missed, int skipped) {
    private Look plus(Claim.Taken taken) {
      return new Look(
          fired + count(taken, Result.FIRED),
          missed + count(taken, Result.MISSED),
          skipped + count(taken, Result.SKIPPED));
    }

    private static int count(Claim.Taken taken, Result result) {
      return (int) taken.runs().stream().filter(r -> r.run().stands(result)).count();
    }
  }

  /** Takes and says all that is due; returns once that is done. */
  public Look look() {
    looking.lock();
    List<CompletableFuture<?>> said = new ArrayList<>();
    Look look = new Look(0, 0, 0);
    try {
      Claim.Taken taken;
      do {
        if (closed) {
          break;
        }
        Instant now = place.clock().instant();
        taken = claim.take(now);
        look = look.plus(taken);
        List<New> fired = taken.fired();
        if (!fired.isEmpty()) {
          fired.forEach(f -> watcher.seen(Duration.between(f.run().dueAt(), now)));
          said.add(CompletableFuture.runAsync(() -> saying.say(fired), voices));
        }
        tell(taken);
      } while (taken.schedules() > 0
          && said.stream().noneMatch(CompletableFuture::isCompletedExceptionally));
      sweepSometimes();
      return look;
    } finally {
      try {
        CompletableFuture.allOf(said.toArray(CompletableFuture[]::new)).join();
      } finally {
        looking.unlock();
      }
    }
  }

  private void tell(Claim.Taken taken) {
    for (Result result : List.of(Result.MISSED, Result.SKIPPED)) {
      int count = Look.count(taken, result);
      if (count > 0) {
        watcher.ended(result, count);
      }
    }
  }

  private void sweepSometimes() {
    Instant now = place.clock().instant();
    if (!closed && !now.isBefore(swept.plus(SWEEP))) {
      swept = now;
      release(now);
      while (!closed && takeOver(now) == Claim.MOST) {
        // The next of many that a node has left behind.
      }
    }
  }

  /** Lets firings go on that waited for the one before. */
  private void release(Instant now) {
    List<Run> free =
        place
            .jdbi()
            .inTransaction(
                h -> {
                  List<Run> waiting = RunsTable.waiting(h, Claim.MOST);
                  if (waiting.isEmpty()) {
                    return List.of();
                  }
                  Map<UUID, Turn.Before> before =
                      RunsTable.before(
                          h, waiting.stream().map(r -> r.key().schedule()).distinct().toList());
                  Set<UUID> seen = new HashSet<>();
                  List<Run> first =
                      waiting.stream()
                          .filter(r -> seen.add(r.key().schedule()))
                          .filter(
                              r ->
                                  !before
                                      .getOrDefault(r.key().schedule(), Turn.Before.NOTHING)
                                      .underWay())
                          .toList();
                  RunsTable.release(h, first, now, place.node());
                  return first;
                });
    if (!free.isEmpty()) {
      saying.say(withSchedules(free));
    }
  }

  /** Says what another node, or this one before it ended, has left unsaid. */
  private int takeOver(Instant now) {
    List<Run> left =
        place
            .jdbi()
            .inTransaction(
                h -> RunsTable.takeOver(h, now.minus(LEFT_BEHIND), now, place.node(), Claim.MOST));
    if (left.isEmpty()) {
      return 0;
    }
    Map<String, UUID> there = place.jdbi().withHandle(h -> RunsTable.messages(h, left));
    List<Run> ended = new ArrayList<>();
    List<Run> unsaid = new ArrayList<>();
    for (Run run : left) {
      UUID message = there.get(run.key().originKey());
      if (message == null) {
        unsaid.add(run);
      } else {
        ended.add(run.ended(new Ending(Result.QUEUED, message, null, null)));
      }
    }
    saying.write(ended);
    List<New> late = withSchedules(unsaid);
    saying.write(late.stream().filter(l -> over(l, now)).map(l -> l.run().ended(LATE)).toList());
    List<New> due = late.stream().filter(l -> !over(l, now)).toList();
    if (!due.isEmpty()) {
      saying.say(due);
    }
    return left.size();
  }

  /** Beyond its window a firing is no more made up for than one that nobody saw. */
  private static boolean over(New left, Instant now) {
    Duration window = left.schedule().habits().catchup();
    Duration patience = window.compareTo(Turn.LATE) < 0 ? Turn.LATE : window;
    return left.run().dueAt().isBefore(now.minus(patience));
  }

  /** With the schedules as they are now; runs of those that are gone are over. */
  private List<New> withSchedules(List<Run> runs) {
    if (runs.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = runs.stream().map(r -> r.key().schedule()).distinct().toList();
    Map<UUID, Schedule> known =
        place.jdbi().withHandle(h -> SchedulesTable.byIds(h, ids)).stream()
            .collect(Collectors.toMap(Schedule::id, Function.identity()));
    List<New> all = new ArrayList<>();
    List<Run> gone = new ArrayList<>();
    for (Run run : runs) {
      Schedule schedule = known.get(run.key().schedule());
      if (schedule == null) {
        gone.add(run.ended(Saying.gone()));
      } else {
        all.add(new New(schedule, run));
      }
    }
    saying.write(gone);
    return all;
  }

  /** A firing that somebody asked for, and what was told of it. */
  public record Fired(Run.Key key, Voice.Said said) {}

  /** Fires a schedule now, beside its times; throws {@link Refused} where that cannot be said. */
  public Fired now(UUID id, String by) {
    Instant now = place.clock().instant();
    New fired =
        place
            .jdbi()
            .inTransaction(
                h -> {
                  Schedule schedule =
                      SchedulesTable.byId(h, id, true).orElseThrow(() -> Schedules.unknown(id));
                  Run run =
                      new Run(
                          new Run.Key(id, now),
                          now,
                          now,
                          true,
                          schedule.progress().runs() + 1,
                          Ending.of(Result.FIRED));
                  New one = new New(schedule, run);
                  RunsTable.insert(h, List.of(one), place.node());
                  AuditLog.write(h, now, Act.of(Schedules.subject(id), "schedule.run", by));
                  return one;
                });
    Voice.Said said = saying.say(List.of(fired)).get(0).said();
    if (said instanceof Voice.Said.Unsayable unsayable) {
      throw unsayable.why();
    }
    if (said instanceof Voice.Said.Away) {
      throw new Refused(
          Refused.Kind.UNAVAILABLE,
          "",
          "unavailable",
          "The firing is kept, but could not be said yet; it is tried again by itself.");
    }
    return new Fired(fired.run().key(), said);
  }

  /**
   * Forgets firings, and schedules that are over, from before; answers how many, at most so many.
   */
  public int forget(Instant before, int most) {
    return place
        .jdbi()
        .inTransaction(
            h -> RunsTable.forget(h, before, most) + SchedulesTable.forget(h, before, most));
  }

  /** Takes nothing more; returns once what it took is said. */
  @Override
  public void close() {
    closed = true;
    looking.lock();
    try {
      voices.shutdown();
    } finally {
      looking.unlock();
    }
  }
}
