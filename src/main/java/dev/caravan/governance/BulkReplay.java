package dev.caravan.governance;

import dev.caravan.delivery.Acceptance;
import dev.caravan.delivery.DeadLettersTable;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.message.Decision;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replays many dead letters, so many a second. When each goes is written with it, and a dead letter
 * leaves the list in the transaction that stores its replay: a hub that ends amid it has lost none
 * and doubles none, and the same call again goes on with the rest.
 */
public final class BulkReplay {
  /** Of one call; said to whoever asks for more. */
  public static final int MOST = 5_000;

  /** Of one transaction, and so in memory at a time: a text may have 100,000 characters. */
  private static final int CHUNK = 250;

  private final DeadLetters letters;
  private final DeadLettersTable table;
  private final MessagesTable messages;
  private final Bulk bulk;
  private final InstantSource clock;

  public BulkReplay(
      DeadLetters letters,
      DeadLettersTable table,
      MessagesTable messages,
      Bulk bulk,
      InstantSource clock) {
    this.letters = letters;
    this.table = table;
    this.messages = messages;
    this.bulk = bulk;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param perSecond how many go in a second, from 1
   */
  public record Wish(
      DeadLettersTable.Filter filter, int perSecond, boolean dryRun, String principal) {}

  /** What became of them; {@code more} says that as many match as one call takes, and others. */
  public record Report(List<Line> lines, boolean more) {}

  /**
   * What became, or would become, of one.
   *
   * @param replay the new message; null where there is none
   * @param status where the new message stands; null where there is none
   * @param dueAt when it goes; null where a human is asked first
   * @param why why there is no new message
   */
  public record Line(
      UUID id,
      @Nullable UUID replay,
      @Nullable Status status,
      @Nullable Instant dueAt,
      @Nullable Fault why) {}

  /** Replays the oldest that match, in the order in which they had been accepted. */
  public Report replay(Wish wish) {
    List<UUID> found = table.oldest(wish.filter(), MOST + 1);
    boolean more = found.size() > MOST;
    List<UUID> ids = more ? found.subList(0, MOST) : found;
    Pace pace = new Pace(clock.instant(), wish.perSecond());
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < ids.size(); at += CHUNK) {
      lines.addAll(chunk(ids.subList(at, Math.min(ids.size(), at + CHUNK)), wish, pace));
    }
    return new Report(lines, more);
  }

  private List<Line> chunk(List<UUID> ids, Wish wish, Pace pace) {
    Map<UUID, StoredMessage> dead = messages.byIds(ids);
    DeadLetters.Edit edit = new DeadLetters.Edit(null, null, wish.dryRun());
    List<Line> lines = new ArrayList<>();
    List<Submission> submissions = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (UUID id : ids) {
      StoredMessage letter = dead.get(id);
      if (letter == null) {
        continue;
      }
      try {
        submissions.add(letters.again(letter, wish.principal(), edit));
        places.add(lines.size());
        lines.add(new Line(id, null, null, null, null));
      } catch (Refused refused) {
        lines.add(not(id, refused));
      }
    }
    List<Bulk.One> answers = bulk.submit(submissions, pace::next);
    for (int i = 0; i < answers.size(); i++) {
      int place = places.get(i);
      lines.set(place, line(lines.get(place).id(), answers.get(i), pace));
    }
    return lines;
  }

  /** When the next one goes. */
  private static final class Pace {
    private final Instant begin;
    private final int perSecond;
    private long taken;

    Pace(Instant begin, int perSecond) {
      this.begin = begin;
      this.perSecond = perSecond;
    }

    Acceptance next(Acceptance one) {
      return one.plan().status() == Status.APPROVED ? one.notBefore(next()) : one;
    }

    Instant next() {
      return begin.plus(Duration.ofNanos(taken++ * 1_000_000_000L / perSecond));
    }
  }

  private static Line line(UUID id, Bulk.One one, Pace pace) {
    if (one instanceof Bulk.One.Failed failed) {
      return not(id, failed.why());
    }
    Accepted accepted = ((Bulk.One.Answered) one).accepted();
    if (accepted instanceof Accepted.Taken taken) {
      var progress = taken.message().progress();
      Instant due = progress.waiting().dueAt();
      return new Line(id, taken.message().message().id(), progress.status(), finite(due), null);
    }
    if (accepted instanceof Accepted.Rehearsed rehearsed) {
      Status status = rehearsed.judged().status();
      return status == Status.DENIED
          ? denied(id, rehearsed.judged().decision())
          : new Line(id, null, status, status == Status.APPROVED ? pace.next() : null, null);
    }
    if (accepted instanceof Accepted.Denied denied) {
      return denied(id, denied.decision());
    }
    throw new IllegalStateException("A replay was answered " + accepted);
  }

  private static @Nullable Instant finite(@Nullable Instant due) {
    return Instant.MAX.equals(due) ? null : due;
  }

  private static Line denied(UUID id, Decision decision) {
    return new Line(
        id,
        null,
        null,
        null,
        new Fault("", decision.deciding().reason().word(), decision.deciding().sentence()));
  }

  private static Line not(UUID id, RuntimeException why) {
    Fault fault =
        why instanceof Refused refused
            ? refused.faults().get(0)
            : new Fault("", "internal", "The hub failed at this one; its log says at what.");
    return new Line(id, null, null, null, fault);
  }
}
