package dev.caravan.governance;

import dev.caravan.delivery.Acceptance;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.Stored;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many submissions at once. Each comes by the front door and is judged by itself; those that may be
 * stored are stored in one transaction.
 */
public final class Bulk {
  private static final Logger LOG = LoggerFactory.getLogger(Bulk.class);

  /** Messages of one transaction, and in memory at a time: groups' members each count. */
  private static final int MOST = 10_000;

  private static final String TOO_MANY = "too_many";

  private final FrontDoor door;
  private final Outbox outbox;

  /** The route {@code direct:send}. */
  @FunctionalInterface
  public interface FrontDoor {

    /** What became of it; throws {@link Refused} with every fault. */
    Accepted submit(Submission submission);
  }

  /** What became of one of many. */
  public sealed interface One {

    /** It was taken, swallowed, denied or rehearsed. */
    record Answered(Accepted accepted) implements One {}

    /** It was not; a {@link Refused} where that was its own fault. */
    record Failed(RuntimeException why) implements One {

      /** Whether others of the same call took the room that it needed. */
      public boolean crowdedOut() {
        return why instanceof Refused refused
            && refused.faults().stream().anyMatch(f -> f.code().equals(TOO_MANY));
      }
    }
  }

  public Bulk(FrontDoor door, Outbox outbox) {
    this.door = door;
    this.outbox = outbox;
  }

  /** Submits them, each answered in its place. */
  public List<One> submit(List<Submission> submissions) {
    return submit(submissions, UnaryOperator.identity());
  }

  /** As {@link #submit(List)}; {@code pace} says when each that may be stored is to go. */
  List<One> submit(List<Submission> submissions, UnaryOperator<Acceptance> pace) {
    List<One> answers = new ArrayList<>();
    List<Accepted.Gathered> gathered = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int messages = 0;
    for (Submission submission : submissions) {
      One one = judged(submission);
      if (one instanceof One.Answered a && a.accepted() instanceof Accepted.Gathered g) {
        messages += g.unit().messages().size();
        if (messages > MOST) {
          messages -= g.unit().messages().size();
          one = new One.Failed(tooMany());
        } else {
          places.add(answers.size());
          gathered.add(new Accepted.Gathered(g.unit().with(pace), g.answer()));
        }
      }
      answers.add(one);
    }
    List<Stored> stored =
        outbox.storeTogether(gathered.stream().map(Accepted.Gathered::unit).toList());
    for (int i = 0; i < stored.size(); i++) {
      answers.set(places.get(i), told(stored.get(i), gathered.get(i)));
    }
    return answers;
  }

  private static Refused tooMany() {
    return new Refused(
        Refused.Kind.INVALID,
        "contact",
        TOO_MANY,
        "With the members of this group the call would store more than %d messages; send the rest in another one."
            .formatted(MOST));
  }

  private One judged(Submission submission) {
    Submission.Aim aim = submission.entry().aim();
    Submission meant =
        aim == Submission.Aim.STORED
            ? submission.by(submission.entry().towards(Submission.Aim.GATHERED))
            : submission;
    try {
      return new One.Answered(door.submit(meant));
    } catch (Refused refused) {
      return new One.Failed(refused);
    } catch (RuntimeException e) {
      LOG.error("One of {} failed", submission.entry().principal(), e);
      return new One.Failed(e);
    }
  }

  private static One told(Stored stored, Accepted.Gathered one) {
    try {
      return new One.Answered(one.answer().apply(stored));
    } catch (Refused refused) {
      return new One.Failed(refused);
    }
  }
}
