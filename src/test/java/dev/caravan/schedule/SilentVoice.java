package dev.caravan.schedule;

import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A front door that stores messages as rows with their key and nothing else, counts, and can be
 * shut.
 */
final class SilentVoice implements Voice, Watcher {
  private final Database database;
  final AtomicInteger asked = new AtomicInteger();
  final Map<Run.Result, Integer> ended = new ConcurrentHashMap<>();
  final List<Duration> lateness = java.util.Collections.synchronizedList(new ArrayList<>());

  /** How many submissions it takes before it falls silent; those behind never hear of it. */
  volatile int breath = Integer.MAX_VALUE;

  /** What it answers instead; null where it stores. */
  volatile @Nullable Said instead;

  /** Open once it has fallen silent. */
  final CountDownLatch silent = new CountDownLatch(1);

  /** What it waits for before it takes anything; null where for nothing. */
  volatile @Nullable CountDownLatch patience;

  SilentVoice(Database database) {
    this.database = database;
  }

  @Override
  public List<Said> say(List<Submission> submissions) {
    await();
    if (asked.addAndGet(submissions.size()) > breath) {
      silent.countDown();
      throw new IllegalStateException("The hub ended here");
    }
    Said other = instead;
    if (other != null) {
      return submissions.stream().map(s -> other).toList();
    }
    return database
        .jdbi()
        .inTransaction(
            h -> {
              var batch =
                  h.prepareBatch(
                      "insert into proactive_messages (id, agent_id, agent_name, agent_maturity_level, origin,"
                          + " principal, origin_key, platform, connection, sandbox, recipient_id, content, format,"
                          + " priority, status, decision, correlation_id, created_at, updated_at)"
                          + " values (:id, :id, 'tester', 'AUTONOMOUS', 'schedule', 'tests', :key, 'slack', 'slack',"
                          + " true, 'C0TEST', '', 'plain', 1, 'approved', '{}', '', now(), now())"
                          + " on conflict do nothing");
              List<Said> said = new ArrayList<>();
              for (Submission one : submissions) {
                UUID id = Ids.next();
                batch.bind("id", id).bind("key", one.entry().originKey()).add();
                said.add(new Said.Queued(id));
              }
              batch.execute();
              return said;
            });
  }

  private void await() {
    CountDownLatch wanted = patience;
    try {
      if (wanted != null && !wanted.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody fell silent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Answers that nothing of it could ever be said. */
  void refuse() {
    instead =
        new Said.Unsayable(
            new Refused(Refused.Kind.INVALID, "recipient_id", "recipient_form", "Nobody."));
  }

  @Override
  public void seen(Duration late) {
    lateness.add(late);
  }

  @Override
  public void ended(Run.Result result, int count) {
    ended.merge(result, count, Integer::sum);
  }

  int count(Run.Result result) {
    return Objects.requireNonNullElse(ended.get(result), 0);
  }
}
