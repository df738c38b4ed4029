package dev.caravan.governance;

import dev.caravan.delivery.Gate;
import dev.caravan.message.Message;
import dev.caravan.message.Refused;
import dev.caravan.message.WaitingFor;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kill switch: stops in force, known to every node within a second. */
public final class Stops implements Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

  /** Of a thousand each: what they take, others wait for. */
  private static final int BATCHES = 10;

  private final StopsTable table;
  private final InstantSource clock;
  private volatile List<Stop> inForce = List.of();

  public Stops(Jdbi jdbi, InstantSource clock) {
    this.table = new StopsTable(jdbi);
    this.clock = clock;
  }

  /**
   * Takes over what other nodes have pulled or lifted. One at a time: an older reading must not
   * replace a newer one.
   */
  public synchronized void refresh() {
    Instant now = clock.instant();
    inForce = table.pulled().stream().filter(s -> !s.ended(now)).toList();
  }

  /**
   * Lifts what ended by itself, and lets go some thousands of what still waits for a stop that was
   * lifted; the rest at its next call. Apart from {@link #refresh}: however much there is, a stop
   * that is pulled meanwhile is in force at once.
   */
  public void release() {
    Instant now = clock.instant();
    for (Stop stop : table.pulled()) {
      if (stop.ended(now)) {
        table.lift(stop.id(), "hub", now);
      }
    }
    for (int i = 0; i < BATCHES && table.releaseSome(now) > 0; i++) {
      LOG.debug("What a lifted stop held goes");
    }
  }

  /** The stops in force, oldest first. */
  public List<Stop> inForce() {
    return inForce;
  }

  /** A stop that covers the message, if there is one; one without an end before one with. */
  Optional<Stop> covering(Message message) {
    Instant now = clock.instant();
    Stop found = null;
    for (Stop stop : inForce) {
      if (active(stop, now) && stop.covers(message)) {
        if (stop.until().equals(Instant.MAX)) {
          return Optional.of(stop);
        }
        found = stop;
      }
    }
    return Optional.ofNullable(found);
  }

  @Override
  public Optional<Closed> closed(String connection, String platform) {
    Instant now = clock.instant();
    return inForce.stream()
        .filter(s -> active(s, now) && s.closes(connection, platform))
        .findFirst()
        .map(s -> new Closed(WaitingFor.STOP, s.life().createdBy(), s.sentence()));
  }

  /** Pulls the switch; it is in force here when this returns, and everywhere within a second. */
  public Stop pull(
      Stop.Cover cover, String reason, Stop.OnLift onLift, @Nullable Instant expiresAt, String by) {
    Stop stop =
        new Stop(
            Ids.next(), cover, reason, onLift, new Stop.Life(by, clock.instant(), expiresAt, null));
    table.insert(stop);
    refresh();
    return stop;
  }

  /** What a lift did. */
  public record Lifted(long willGo, long expired) {}

  /** Lifts a stop, and says how many messages go now. */
  public Lifted lift(UUID id, String by) {
    StopsTable.Lifted lifted =
        table
            .lift(id, by, clock.instant())
            .orElseThrow(
                () ->
                    new Refused(
                        Refused.Kind.NOT_FOUND,
                        "id",
                        "stop_unknown",
                        "No stop "
                            + id
                            + " is in force; GET /api/v1/governance/stops lists those that are."));
    refresh();
    release();
    return new Lifted(lifted.go(), lifted.expired());
  }

  private static boolean active(Stop stop, Instant now) {
    return stop.until().isAfter(now);
  }
}
