package dev.caravan.delivery;

import dev.caravan.message.Finding;
import dev.caravan.message.Progress;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Target;
import dev.caravan.message.Verdict;
import dev.caravan.message.WaitingFor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers "why has it not gone out?". */
public final class Waits {
  private final QueuesTable queues;
  private final Gate gate;
  private final InstantSource clock;
  private final Function<Target.Lane, Optional<Left>> left;

  /** What keeps a message back; {@code left} as {@link Outbox#left}. */
  Waits(
      QueuesTable queues,
      Gate gate,
      InstantSource clock,
      Function<Target.Lane, Optional<Left>> left) {
    this.queues = queues;
    this.gate = gate;
    this.clock = clock;
    this.left = left;
  }

  /** Why the message waits; empty where it has ended or is on its way. */
  public Optional<Wait> of(StoredMessage stored) {
    return Optional.ofNullable(of(List.of(stored)).get(stored.message().id()));
  }

  /** As {@link #of(StoredMessage)}, for many with one query; nothing where one does not wait. */
  public Map<UUID, Wait> of(Collection<StoredMessage> messages) {
    List<UUID> queued =
        messages.stream().filter(Waits::queued).map(m -> m.message().id()).distinct().toList();
    Map<UUID, QueuesTable.Place> places = queued.isEmpty() ? Map.of() : queues.places(queued);
    Map<UUID, Wait> waits = new HashMap<>();
    for (StoredMessage one : messages) {
      UUID id = one.message().id();
      of(one, places.get(id)).ifPresent(wait -> waits.put(id, wait));
    }
    return waits;
  }

  private static boolean queued(StoredMessage stored) {
    return stored.progress().status() == Status.APPROVED && stored.progress().waiting().queued();
  }

  private Optional<Wait> of(StoredMessage stored, QueuesTable.@Nullable Place place) {
    return switch (stored.progress().status()) {
      case PENDING ->
          Optional.of(
              wait(
                  WaitingFor.APPROVAL,
                  null,
                  "A human must approve it: POST /api/v1/messaging/proactive/approve/"
                      + stored.message().id()
                      + "."));
      case UNKNOWN ->
          Optional.of(
              wait(
                  WaitingFor.UNKNOWN,
                  null,
                  "Whether it arrived is not known; say so by POST /api/v1/messaging/proactive/"
                      + stored.message().id()
                      + "/settle."));
      case APPROVED ->
          queued(stored) ? inOutbox(stored, place) : Optional.of(outside(stored.progress()));
      default -> Optional.empty();
    };
  }

  private static Wait outside(Progress progress) {
    Instant due = progress.waiting().dueAt();
    Finding deciding = progress.decision().deciding();
    if (deciding.reason() == Reason.STOPPED) {
      return wait(WaitingFor.STOP, due, deciding.sentence());
    }
    if (deciding.verdict() instanceof Verdict.Defer && deciding.reason() == Reason.QUIET_HOURS) {
      return wait(WaitingFor.QUIET_HOURS, due, deciding.sentence());
    }
    if (deciding.verdict() instanceof Verdict.Defer && deciding.reason() == Reason.FREQUENCY_CAP) {
      return wait(WaitingFor.RATE_LIMIT, due, deciding.sentence());
    }
    return wait(WaitingFor.TIME, due, "It goes out at " + due + ".");
  }

  private Optional<Wait> inOutbox(StoredMessage stored, QueuesTable.@Nullable Place place) {
    String connection = stored.message().target().connection();
    if (place == null || place.state().equals("sending")) {
      return Optional.empty();
    }
    Optional<Gate.Closed> closed = gate.closed(connection, stored.message().target().platform());
    if (closed.isPresent()) {
      return Optional.of(wait(closed.get().waitingFor(), null, closed.get().why()));
    }
    if (!place.owned()) {
      return Optional.of(
          wait(
              WaitingFor.OWNER,
              null,
              "No node owns " + connection + " at the moment; one takes it over within seconds."));
    }
    return inLane(stored.message().target().lane(), place);
  }

  /** Why a row of a healthy queue waits; empty where nothing hinders it from going now. */
  Optional<Wait> inLane(Target.Lane lane, QueuesTable.Place place) {
    String connection = lane.connection();
    Instant now = clock.instant();
    Instant broken = place.brokenUntil();
    if (broken != null) {
      return Optional.of(
          wait(
              WaitingFor.BREAKER,
              broken.isAfter(now) ? broken : null,
              "The platform of "
                  + connection
                  + " fails or is slow; one message probes it, and all go once it answers."));
    }
    if (!place.headOfLane()) {
      return Optional.of(
          wait(WaitingFor.LANE, null, "Earlier messages to the same recipient go first."));
    }
    if (after(place.closedUntil(), now)) {
      return Optional.of(
          wait(
              WaitingFor.RATE_LIMIT,
              place.closedUntil(),
              "The platform asked " + connection + " for silence until then."));
    }
    if (after(place.notBefore(), now)) {
      return Optional.of(
          wait(
              WaitingFor.RETRY,
              place.notBefore(),
              "The last try failed; the next one starts then."));
    }
    // Limits are known to the connection's owner alone; another node cannot say whether they bind.
    boolean free =
        left.apply(lane).filter(l -> l.ofConnection() > 0 && l.ofRecipient() > 0).isPresent();
    return free
        ? Optional.empty()
        : Optional.of(
            wait(
                WaitingFor.RATE_LIMIT,
                null,
                "It is next in its lane, and goes as soon as the limits of "
                    + connection
                    + " allow."));
  }

  private static boolean after(@Nullable Instant at, Instant now) {
    return at != null && at.isAfter(now);
  }

  private static Wait wait(WaitingFor waitingFor, @Nullable Instant until, String sentence) {
    return new Wait(waitingFor, Instant.MAX.equals(until) ? null : until, sentence);
  }
}
