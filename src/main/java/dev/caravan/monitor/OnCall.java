package dev.caravan.monitor;

import dev.caravan.delivery.BreakerState;
import dev.caravan.governance.Accepted;
import dev.caravan.message.Address;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those on call what a human must look at: gathered, seldom, and never over a connection that
 * is sick. One node at a time, and what it knows stands in rows.
 */
public final class OnCall {
  private static final Logger LOG = LoggerFactory.getLogger(OnCall.class);

  /** Between two notices of one trouble. */
  static final Duration APART = Duration.ofMinutes(5);

  /** How long a breaker may be open before somebody is told. */
  static final Duration OPEN_TOO_LONG = Duration.ofMinutes(5);

  /** How long an approval may wait before somebody is told. */
  static final Duration WAITED_TOO_LONG = Duration.ofHours(1);

  /** What is older when it is found, as after a month without anybody on call, is no news. */
  private static final Duration NEWS = Duration.ofDays(1);

  /** Looks into the trail in one turn: the next one goes on. */
  private static final int LOOKS = 20;

  private final Duty duty;
  private final Neighbours neighbours;
  private final Connections connections;
  private final InstantSource clock;
  private final TroublesTable troubles;
  private final NoticesTable notices;
  private final Set<UUID> waiting = new HashSet<>();

  /**
   * Who is told.
   *
   * @param targets in the order in which they are tried, each by its connection; empty for nobody
   * @param publicUrl where the hub is reached, for the links in a notice
   */
  public record Duty(List<Address> targets, String publicUrl) {
    public Duty {
      targets = List.copyOf(targets);
    }
  }

  /** Whom it asks and tells. */
  public interface Neighbours {
    /** How the breaker stands; empty where this node does not own the connection. */
    Optional<BreakerState> breaker(String connection);

    /** Whether nothing may go through the connection, as while it is paused. */
    boolean closed(Connection connection);

    /** The hub's front door; throws {@link Refused} as that does. */
    Accepted submit(Submission submission);
  }

  public OnCall(
      Duty duty, Neighbours neighbours, Connections connections, Jdbi jdbi, InstantSource clock) {
    this.duty = duty;
    this.neighbours = neighbours;
    this.connections = connections;
    this.clock = clock;
    this.troubles = new TroublesTable(jdbi);
    this.notices = new NoticesTable(jdbi);
  }

  /** Looks once, and tells what there is to tell. */
  public void look() {
    if (duty.targets().isEmpty()) {
      return;
    }
    watchBreakers();
    notices.alone(
        () -> {
          gather();
          make();
          notices.untold(clock.instant()).forEach(this::tell);
        });
  }

  private void watchBreakers() {
    List<String> open = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    for (Connection connection : connections.all()) {
      neighbours
          .breaker(connection.name())
          .ifPresent(s -> (s == BreakerState.CLOSED ? closed : open).add(connection.name()));
    }
    troubles.breakers(open, closed, clock.instant());
  }

  private void gather() {
    Instant now = clock.instant();
    troubles.begin();
    for (int i = 0; i < LOOKS; i++) {
      if (troubles.gatherActs(now.minus(NEWS)) < TroublesTable.MOST) {
        break;
      }
    }
    troubles.gatherBreakers(now.minus(OPEN_TOO_LONG));
    troubles.gatherApprovals(now.minus(WAITED_TOO_LONG));
    troubles.dropMended();
  }

  private void make() {
    NoticeText text = new NoticeText(duty.publicUrl());
    for (Trouble trouble : Trouble.values()) {
      notices.make(
          trouble,
          clock.instant(),
          APART,
          gathered -> {
            Set<String> avoid =
                gathered.stream()
                    .filter(g -> g.blames(trouble))
                    .map(Gathered::connection)
                    .collect(Collectors.toSet());
            return new Notice(
                Ids.next(), trouble, text.of(trouble, gathered), List.copyOf(avoid), List.of(), 0);
          });
    }
  }

  private void tell(Notice notice) {
    Optional<NoticesTable.Said> said = notices.said(notice);
    if (said.isPresent()) {
      notices.told(notice, said.get(), clock.instant());
      return;
    }
    List<Address> left =
        duty.targets().stream().filter(t -> !notice.inVain().contains(name(t))).toList();
    if (left.isEmpty()) {
      LOG.error(
          "Nobody on call could be told: {} It is tried again in 5 min; look at caravan.ops.notify.",
          notice.content().replace('\n', ' '));
      notices.startOver(notice, clock.instant().plus(APART));
      return;
    }
    Optional<Address> target = first(left, notice);
    if (target.isPresent()) {
      waiting.remove(notice.id());
      tell(notice, target.get());
    } else if (waiting.add(notice.id())) {
      LOG.warn(
          "Every connection of caravan.ops.notify is closed; this waits: {}",
          notice.content().replace('\n', ' '));
    }
  }

  /** The first whose connection is well, rather than one that the notice itself blames. */
  private Optional<Address> first(List<Address> targets, Notice notice) {
    List<Address> well = targets.stream().filter(t -> !sick(connection(t))).toList();
    return Stream.concat(
            well.stream().filter(t -> !notice.avoid().contains(connection(t))), well.stream())
        .findFirst();
  }

  private boolean sick(String name) {
    return neighbours.breaker(name).orElse(BreakerState.CLOSED) != BreakerState.CLOSED
        || troubles.isOpen(name)
        || connections.byName(name).map(neighbours::closed).orElse(false);
  }

  private void tell(Notice notice, Address target) {
    try {
      Accepted accepted = neighbours.submit(notice.to(target, clock.instant()));
      if (accepted instanceof Accepted.Taken taken) {
        notices.told(
            notice,
            new NoticesTable.Said(taken.message().message().id(), name(target)),
            clock.instant());
        return;
      }
      LOG.warn("{} may not be told: {}", name(target), accepted);
    } catch (Refused e) {
      if (e.kind() == Refused.Kind.UNAVAILABLE) {
        LOG.warn("Those on call are told later: {}", e.getMessage());
        return;
      }
      LOG.warn("{} cannot be told: {}", name(target), e.getMessage());
    }
    notices.inVain(notice, name(target));
  }

  private static String connection(Address target) {
    return String.valueOf(target.connection());
  }

  /** As {@link NoticesTable.Said} names it. */
  private static String name(Address target) {
    return connection(target) + " " + target.recipientId();
  }
}
