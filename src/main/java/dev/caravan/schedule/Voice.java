package dev.caravan.schedule;

import dev.caravan.governance.Accepted;
import dev.caravan.governance.Bulk;
import dev.caravan.message.Decision;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Says what fires: by the front door, many at once. */
@FunctionalInterface
public interface Voice {

  /** What became of each, in its place. */
  List<Said> say(List<Submission> submissions);

  /** What became of one. */
  sealed interface Said {

    /** Its message is there; of a group, this is the first. */
    record Queued(UUID message) implements Said {}

    /** Governance denied it. */
    record Denied(Accepted.Denied denied) implements Said {
      Decision decision() {
        return denied.decision();
      }
    }

    /** It can never be said as it is. */
    record Unsayable(Refused why) implements Said {
      Fault fault() {
        return why.faults().get(0);
      }
    }

    /** Whether it was said is not known: it is to be tried again. */
    record Away(RuntimeException why) implements Said {}
  }

  /** A voice that speaks through {@code direct:send}. */
  static Voice through(Bulk bulk) {
    return submissions -> inTurns(bulk::submit, submissions).stream().map(Voice::told).toList();
  }

  /** What one transaction has no room for goes into the next, as long as each takes some. */
  static <T> List<Bulk.One> inTurns(Function<List<T>, List<Bulk.One>> bulk, List<T> submissions) {
    List<Bulk.One> done = new ArrayList<>(bulk.apply(submissions));
    List<Integer> rest = crowdedOut(done);
    int before = submissions.size();
    while (!rest.isEmpty() && rest.size() < before) {
      before = rest.size();
      List<Bulk.One> again = bulk.apply(rest.stream().map(submissions::get).toList());
      for (int i = 0; i < again.size(); i++) {
        done.set(rest.get(i), again.get(i));
      }
      rest = crowdedOut(done);
    }
    return done;
  }

  private static List<Integer> crowdedOut(List<Bulk.One> done) {
    return IntStream.range(0, done.size())
        .filter(i -> done.get(i) instanceof Bulk.One.Failed failed && failed.crowdedOut())
        .boxed()
        .toList();
  }

  private static Said told(Bulk.One one) {
    if (one instanceof Bulk.One.Failed failed) {
      return failed.why() instanceof Refused refused && refused.kind() != Refused.Kind.UNAVAILABLE
          ? new Said.Unsayable(refused)
          : new Said.Away(failed.why());
    }
    Accepted accepted = ((Bulk.One.Answered) one).accepted();
    if (accepted instanceof Accepted.Taken taken) {
      return new Said.Queued(taken.message().message().id());
    }
    if (accepted instanceof Accepted.Grouped grouped) {
      return new Said.Queued(
          grouped.messages().keySet().stream().sorted().findFirst().orElseThrow());
    }
    if (accepted instanceof Accepted.Denied denied) {
      return new Said.Denied(denied);
    }
    if (accepted instanceof Accepted.AllDenied all) {
      return new Said.Denied(all.first());
    }
    throw new IllegalStateException("A firing was answered " + accepted);
  }
}
